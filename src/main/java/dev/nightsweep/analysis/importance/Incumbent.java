package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.List;

/**
 * A trial that was the best when it ended.
 *
 * @param trials how many had ended by then, this one included
 * @param spent what they had cost together, in the unit of the costs
 * @param reading its own
 */
public record Incumbent(int trials, double spent, double reading) {

  /**
   * A trial that ended.
   *
   * @param reading of the objective; NaN and infinities are never the best
   * @param cost what it took, such as seconds or epochs
   */
  public record Ended(double reading, double cost) {}

  /** The best so far, one for every trial that improved on it; the steps of a curve. */
  public static List<Incumbent> curve(List<Ended> inOrder, Objective.Goal goal) {
    Objective objective = new Objective("", goal);
    List<Incumbent> curve = new ArrayList<>();
    double spent = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      Ended trial = inOrder.get(i);
      spent += trial.cost();
      double best = curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1).reading();
      boolean better = curve.isEmpty() || objective.gain(trial.reading() - best) > 0;
      if (Double.isFinite(trial.reading()) && better) {
        curve.add(new Incumbent(i + 1, spent, trial.reading()));
      }
    }
    return List.copyOf(curve);
  }
}
