package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.MetricDefinition.Unit;
import dev.nightsweep.model.Objective.Goal;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void whatIsLeftOfAFractionHasANameOfItsOwn() {
    assertThat(Names.error(fraction("validation_accuracy"))).isEqualTo("validation error");
    assertThat(Names.error(fraction("validation_f1"))).isEqualTo("1 − validation f1");
  }

  private static MetricDefinition fraction(String name) {
    return MetricDefinition.ofEpochs(name, Goal.MAXIMIZE, Unit.FRACTION);
  }
}
