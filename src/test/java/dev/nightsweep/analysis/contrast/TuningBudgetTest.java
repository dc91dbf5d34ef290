package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.contrast.SelectionReadings.Tried;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TuningBudgetTest {
  private static final Objective LOSS = new Objective("loss", Goal.MINIMIZE);
  private static final double[][] GAINS = {
    {-0.31, -0.29}, {-0.52, -0.50}, {-0.30, -0.35}, {-0.9, -0.7}, {-0.33, -0.30}
  };

  @Test
  void whatIsExpectedIsTheMeanOverAllSubsets() {
    List<TuningBudget> budget = TuningBudget.of(List.of(arm()), LOSS).get(0);
    assertThat(budget).hasSize(GAINS.length);
    for (TuningBudget some : budget) {
      assertThat(some.expected()).isCloseTo(bySubsets(some.settings()), within(1e-12));
      assertThat(some.interval().contains(some.expected())).isTrue();
    }
    assertThat(budget.get(4).expected()).isCloseTo(0.30, within(1e-12));
  }

  @Test
  void theChoiceIsComparedWithTheBestOfTheOthers() {
    SelectionReadings arm = arm();
    assertThat(arm.others().get(0).mean()).isCloseTo(-0.315, within(1e-12));
    assertThat(arm.varianceOfLead()).isCloseTo(0.0002 / 4, within(1e-12));
  }

  private static double bySubsets(int size) {
    List<Double> best = new ArrayList<>();
    for (int subset = 0; subset < 1 << GAINS.length; subset++) {
      if (Integer.bitCount(subset) == size) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GAINS.length; i++) {
          boolean isIn = (subset >> i & 1) == 1;
          least = isIn ? Math.min(least, -(GAINS[i][0] + GAINS[i][1]) / 2) : least;
        }
        best.add(least);
      }
    }
    return best.stream().mapToDouble(b -> b).average().orElseThrow();
  }

  private static SelectionReadings arm() {
    List<Tried> all = new ArrayList<>();
    for (int i = 0; i < GAINS.length; i++) {
      all.add(
          new Tried(
              new Settings(new TreeMap<>(Map.of("rate", Setting.of((long) i)))),
              Arrays.stream(GAINS[i]).boxed().toList()));
    }
    all.sort(Comparator.comparingDouble(Tried::mean).reversed());
    return new SelectionReadings("a", all.get(0), all.subList(1, all.size()));
  }
}
