package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLabelsTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);
  private final RunLabels labels = new RunLabels(PLAN);

  @Test
  void aRunIsCalledByItsArmAndSeed() {
    assertThat(labels.of(PLAN.runs().get(1))).isEqualTo("lrn=true seed 1");
    assertThat(labels.epoch(PLAN.runs().get(0), 2)).isEqualTo("2/3");
    assertThat(labels.reading(Map.of(Metrics.VALIDATION_ACCURACY, 0.97)))
        .isEqualTo("accuracy 0.9700");
  }

  @Test
  void aLongerPlanNamesItsRunsToo() {
    Plan longer = Fixtures.tuned(Fixtures.SWEEP);
    labels.know(longer);
    assertThat(labels.of(longer.runs().get(0))).contains("learning_rate=0.01", "seed 1000001");
  }
}
