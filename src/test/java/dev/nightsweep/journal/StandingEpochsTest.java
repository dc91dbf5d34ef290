package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.StandingEpochs.Reading;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Start;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandingEpochsTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aLaterAttemptReplacesAnEarlierOnesReadings() {
    StandingEpochs standing =
        StandingEpochs.of(
            List.of(
                started(1, 1),
                finished(1, 1, 0.5),
                finished(1, 2, 0.6),
                started(2, 2),
                finished(2, 2, 0.7)));
    assertThat(standing.metrics()).containsExactly(entry(1, 0.5), entry(2, 0.7));
    assertThat(standing.places()).containsExactly(1, 4);
  }

  @Test
  void whatLiesBehindAStartIsVoid() {
    StandingEpochs standing =
        StandingEpochs.of(
            List.of(
                started(1, 1),
                finished(1, 1, 0.5),
                finished(1, 2, 0.6),
                finished(1, 3, 0.7),
                started(2, 2)));
    assertThat(standing.metrics()).containsExactly(entry(1, 0.5));
    assertThat(standing.withoutGap()).isEqualTo(1);
  }

  @Test
  void aGapEndsWhatCanBeResumed() {
    StandingEpochs standing =
        StandingEpochs.of(List.of(started(1, 1), finished(1, 1, 0.5), finished(1, 3, 0.7)));
    assertThat(standing.withoutGap()).isEqualTo(1);
    assertThat(StandingEpochs.of(List.of()).withoutGap()).isZero();
  }

  @Test
  void whatIsReadAtTheEndIsAddedToAnEarlierAttemptsEpoch() {
    Reading<String> trained = reading(1, Map.of("loss", 0.5));
    Reading<String> tested = reading(2, Map.of("test", 0.9));
    assertThat(tested.addedTo(trained)).isEqualTo(reading(2, Map.of("loss", 0.5, "test", 0.9)));
    assertThat(tested.after(trained)).isEqualTo(tested);
    assertThat(trained.after(tested)).isEqualTo(tested);
    assertThat(trained.addedTo(tested)).isEqualTo(tested);
  }

  @Test
  void anAttemptsReadingsOfOneEpochAreJoined() {
    assertThat(reading(1, Map.of("b", 2.0)).after(reading(1, Map.of("a", 1.0))))
        .isEqualTo(reading(1, Map.of("a", 1.0, "b", 2.0)));
  }

  private static Reading<String> reading(int attempt, Map<String, Double> values) {
    return new Reading<>(attempt, new TreeMap<>(values));
  }

  private static Map.Entry<Integer, Map<String, Double>> entry(int epoch, double loss) {
    return Map.entry(epoch, Map.of("loss", loss));
  }

  private static Entry started(int attempt, int epoch) {
    return new Entry.RunStarted(
        attempt, Environment.of(Map.of()), Optional.empty(), Start.at(epoch, 0), AT);
  }

  private static Entry finished(int attempt, int epoch, double loss) {
    return new Entry.EpochFinished(attempt, epoch, Map.of("loss", loss), Map.of(), AT);
  }
}
