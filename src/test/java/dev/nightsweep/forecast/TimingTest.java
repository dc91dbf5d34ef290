package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.forecast.Timing.EpochTime;
import dev.nightsweep.model.RunSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final RunSize SAMPLE = new RunSize(100, 500, 250, 10_000);

  @Test
  void whatTheFirstEpochsTakeLongerBelongsToTheStart() {
    List<EpochTime> epochs =
        List.of(
            new EpochTime(6, 3),
            new EpochTime(8, 1.4),
            new EpochTime(9.5, 1),
            new EpochTime(11, 1));
    Timing timing = Timing.of(epochs, SAMPLE, 7);
    assertThat(timing.startSeconds()).isCloseTo(11 - 4 * 1.5, within(1e-12));
    assertThat(timing.secondsPerTrained()).isCloseTo(1.0 / 500, within(1e-12));
    assertThat(timing.secondsPerEvaluated()).isCloseTo(0.5 / 250, within(1e-12));
    assertThat(timing.memoryBytes()).isEqualTo(7);
  }

  @Test
  void aRunTakesItsImagesTimesTheirSeconds() {
    Timing timing = new Timing(3, 0.01, 0.002, 0);
    double seconds = timing.seconds(new RunSize(5, 1000, 500, 10_000));
    assertThat(seconds).isCloseTo(5 * 1000 * 0.01 + (5 * 500 + 10_000) * 0.002, within(1e-9));
    assertThat(timing.times(2).seconds(SAMPLE)).isEqualTo(2 * timing.seconds(SAMPLE));
  }
}
