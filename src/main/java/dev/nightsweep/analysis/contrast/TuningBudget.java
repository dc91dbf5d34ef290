package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.SelectionReadings.Tried;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What an arm reads at the best of so many settings, taken at random from all that were tried
 * (Dodge et al. 2019; without replacement, since the settings of a grid are tried once).
 *
 * @param interval 95 % over selection seeds, of the variance of all arms together
 */
public record TuningBudget(int settings, double expected, Interval interval) {

  /** Arm by arm, from one setting to all that gave a reading on every seed. */
  static List<List<TuningBudget>> of(List<SelectionReadings> arms, Objective objective) {
    List<List<TuningBudget>> budgets = new ArrayList<>();
    for (SelectionReadings arm : arms) {
      List<TuningBudget> budget = new ArrayList<>();
      for (int settings = 1; settings <= arm.best().size(); settings++) {
        budget.add(of(arm, settings, halfWidth(arms, settings), objective));
      }
      budgets.add(budget);
    }
    return budgets;
  }

  private static TuningBudget of(
      SelectionReadings arm, int settings, double half, Objective objective) {
    double expected =
        objective.gain(DoubleStream.of(seedBySeed(arm, settings)).average().orElseThrow());
    Interval interval =
        Double.isNaN(half) ? Interval.UNKNOWN : new Interval(expected - half, expected + half);
    return new TuningBudget(settings, expected, interval);
  }

  private static double halfWidth(List<SelectionReadings> arms, int settings) {
    List<SelectionReadings> those =
        arms.stream().filter(arm -> arm.best().size() >= settings).toList();
    int seeds = those.get(0).seeds();
    int degrees = those.size() * (seeds - 1);
    if (degrees == 0) {
      return Double.NaN;
    }
    double squares =
        those.stream()
            .mapToDouble(arm -> SelectionReadings.squares(seedBySeed(arm, settings)))
            .sum();
    double t = TDistribution.of(degrees).inverseSurvivalProbability(0.025);
    return t * Math.sqrt(squares / degrees / seeds);
  }

  /** Of every seed the mean over the settings, each as likely as it is the best that is taken. */
  private static double[] seedBySeed(SelectionReadings arm, int settings) {
    List<Tried> best = arm.best();
    double[] means = new double[arm.seeds()];
    double chance = (double) settings / best.size();
    for (int place = 0; place < best.size(); place++) {
      for (int seed = 0; seed < means.length; seed++) {
        means[seed] += chance * best.get(place).gains().get(seed);
      }
      int left = best.size() - 1 - place;
      chance *= left == 0 ? 0 : (left - settings + 1.0) / left;
    }
    return means;
  }
}
