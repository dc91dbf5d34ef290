package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Searched;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogScaleTest {
  private static final List<Object> DECADES = List.of(0.001, 0.02, 0.7);
  private static final List<Object> NEAR = List.of(0.02, 0.03, 0.04);

  @Test
  void aDrawSaysNothingAboutItsDistribution() {
    assertThat(LogScale.ofParameter(drawn(Searched.Scale.LINEAR), DECADES)).isFalse();
    assertThat(LogScale.ofParameter(drawn(Searched.Scale.LOG), NEAR)).isTrue();
  }

  @Test
  void listedLevelsSpeakForThemselves() {
    assertThat(LogScale.ofParameter(Optional.empty(), DECADES)).isTrue();
    assertThat(LogScale.ofParameter(drawn(Searched.Scale.CATEGORIES), DECADES)).isTrue();
    assertThat(LogScale.ofParameter(Optional.empty(), NEAR)).isFalse();
    assertThat(LogScale.ofParameter(Optional.empty(), List.of(0, 1, 100))).isFalse();
    assertThat(LogScale.ofParameter(Optional.empty(), List.of())).isFalse();
  }

  @Test
  void sharesAreReadBetweenZeroAndOne() {
    List<Object> readings = Arrays.asList(0.01, null, 0.99, Double.NaN);
    assertThat(LogScale.ofReadings(MetricDefinition.undeclared("test_accuracy"), readings))
        .isFalse();
    assertThat(LogScale.ofReadings(MetricDefinition.undeclared("loss"), readings)).isTrue();
  }

  private static Optional<Searched> drawn(Searched.Scale scale) {
    return Optional.of(new Searched("dropout", scale, "0…0.7"));
  }
}
