package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Stopping;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StoppingTextTest {
  private static final Stopping MEDIAN =
      new Stopping(Optional.of(new Pruner.Median(5, 2)), OptionalDouble.of(0.9));

  @Test
  void timingHadAPartWhereTrialsWereJudgedByWhatWasThere() {
    assertThat(text(Optional.of(MEDIAN)))
        .startsWith("the median rule, from epoch 2 and 5 completed runs on; no further trial once ")
        .contains("is 0.9; timing had a part");
  }

  @Test
  void timingHadNoPartAtFixedPointsOrWhereNothingEndedEarly() {
    assertThat(text(Optional.of(MEDIAN.on(Stopping.Schedule.SYNCHRONOUS))))
        .endsWith("decided at fixed points, in the order of the trials: timing had no part");
    assertThat(text(Optional.empty())).isEmpty();
    assertThat(text(Optional.of(Stopping.NONE.on(Stopping.Schedule.SYNCHRONOUS)))).isEmpty();
  }

  private static String text(Optional<Stopping> stopping) {
    return StoppingText.of(Fixtures.searched("s", stopping).header());
  }
}
