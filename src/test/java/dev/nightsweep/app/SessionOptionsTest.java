package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Spec;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SessionOptionsTest {
  @Test
  void aStoredSweepKeepsItsOwnRuleAndName() {
    SessionOptions options =
        new SessionOptions(
            OptionalInt.of(3),
            EngineChoice.LOCAL,
            SessionLimits.DEFAULT,
            true,
            false,
            false,
            Optional.of(new SequentialOption(Optional.of(Spec.Stop.SETTLED), OptionalInt.of(9))),
            true);
    SessionOptions stored = options.forStoredSweep();
    assertThat(stored.untilSettled()).isEmpty();
    assertThat(stored.startAnew()).isFalse();
    assertThat(stored.retryFailed()).isTrue();
    assertThat(stored.workersOrUsual()).isEqualTo(3);
  }

  @Test
  void thereIsAWorkerACoreUnlessSaidOtherwise() {
    assertThat(SessionOptions.DEFAULT.workersOrUsual()).isPositive();
    assertThat(SessionOptions.DEFAULT.withWorkers(7).workersOrUsual()).isEqualTo(7);
  }
}
