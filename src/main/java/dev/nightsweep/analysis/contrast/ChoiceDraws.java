package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.SelectionReadings.Tried;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a difference between arms at their truly best settings, by a parametric
 * bootstrap: of every tried setting the mean is drawn about what the selection seeds read, with the
 * variance of all arms together (two seeds of an arm alone allow only three resamples); what the
 * choice loses to the best of the drawn means is added to a draw of the difference at the chosen
 * settings.
 */
record ChoiceDraws(ArmChoices choices, Objective objective) {
  private static final int DRAWS = 40_000;
  private static final long SEED = 20_261_130;

  Interval interval(ContrastDetail detail) {
    int degrees = detail.result().pairs() - 1;
    double half = (detail.result().ciHigh() - detail.result().ciLow()) / 2;
    double error = half / TDistribution.of(degrees).inverseSurvivalProbability(0.025);
    if (!Double.isFinite(error)) {
      return Interval.UNKNOWN;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double atChosen = detail.result().meanDifference() + error * t(random, degrees);
      drawn[i] = atChosen + objective.gain(regrets(detail.contrast(), random));
    }
    Arrays.sort(drawn);
    return new Interval(drawn[(int) (0.025 * DRAWS)], drawn[(int) (0.975 * DRAWS) - 1]);
  }

  /** What the level's choices lose, less what the baseline's lose; mean over the cells. */
  private double regrets(Contrast contrast, SplittableRandom random) {
    double deviation = choices.deviation() / root(random, choices.degrees());
    double sum = 0;
    for (Contrast.Cell cell : contrast.cells()) {
      sum += regret(cell.armId(), deviation, random);
      sum -= regret(cell.baselineArmId(), deviation, random);
    }
    return sum / contrast.cells().size();
  }

  private double regret(String armId, double deviation, SplittableRandom random) {
    List<SelectionReadings> arm =
        choices.arms().stream().filter(a -> a.armId().equals(armId)).toList();
    return arm.isEmpty() ? 0 : regret(arm.get(0), deviation, random);
  }

  private static double regret(SelectionReadings arm, double deviation, SplittableRandom random) {
    double error = deviation / Math.sqrt(2.0 * arm.seeds());
    double chosen = arm.chosen().mean() + error * random.nextGaussian();
    double best = chosen;
    for (Tried other : arm.others()) {
      best = Math.max(best, other.mean() + error * random.nextGaussian());
    }
    return best - chosen;
  }

  private static double t(SplittableRandom random, int degrees) {
    return random.nextGaussian() / root(random, degrees);
  }

  /** The root of χ² over its degrees of freedom. */
  private static double root(SplittableRandom random, int degrees) {
    double squares = 0;
    for (int i = 0; i < degrees; i++) {
      double number = random.nextGaussian();
      squares += number * number;
    }
    return Math.sqrt(squares / degrees);
  }
}
