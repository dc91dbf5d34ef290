package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepProgressTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);
  private static final PlannedRun FIRST = PLAN.runs().get(0);
  private static final PlannedRun SECOND = PLAN.runs().get(1);

  private Instant now = Fixtures.START;
  private final SweepProgress progress =
      new SweepProgress(PLAN, 2, Map.of(Fixtures.NONE, 10.0, Fixtures.LRN, 20.0), () -> now);

  @BeforeEach
  void begin() {
    progress.sweepStarted(PLAN.runs(), 6);
  }

  @Test
  void knowsHowFarTheSweepIs() {
    progress.runStarted(FIRST, 1, 1);
    progress.runProgressed(FIRST, 1, 1, 2);
    assertThat(progress.share()).isEqualTo(0.5 / 6);
    progress.attemptEnded(FIRST, 1, RunState.COMPLETED, "");
    assertThat(progress.finished()).isEqualTo(1);
    assertThat(progress.total()).isEqualTo(6);
    assertThat(progress.training()).isEmpty();
  }

  @Test
  void theFinishIsExpectedFromWhatRunsTake() {
    assertThat(progress.finish().orElseThrow().expected())
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }

  @Test
  void theBestReadingIsKept() {
    epoch(FIRST, 0.9);
    epoch(SECOND, 0.8);
    epoch(SECOND, Double.NaN);
    assertThat(progress.best()).contains(new SweepProgress.Best(FIRST, 0.9));
  }

  @Test
  void thePaceIsOfCompletedRuns() {
    assertThat(progress.runsPerHour()).isEmpty();
    progress.runStarted(FIRST, 1, 1);
    now = now.plusSeconds(1800);
    progress.attemptEnded(FIRST, 1, RunState.COMPLETED, "");
    assertThat(progress.runsPerHour()).hasValue(2);
  }

  @Test
  void aRunThatGoesBackInLineIsNotFinished() {
    progress.runStarted(FIRST, 1, 1);
    progress.attemptEnded(FIRST, 1, RunState.PENDING, "died");
    assertThat(progress.finished()).isZero();
    progress.runStarted(FIRST, 2, 3);
    assertThat(progress.training())
        .singleElement()
        .satisfies(
            training -> {
              assertThat(training.attempt()).isEqualTo(2);
              assertThat(training.worker()).isEqualTo(3);
            });
  }

  private void epoch(PlannedRun run, double accuracy) {
    progress.epochFinished(run, 1, Map.of(Metrics.VALIDATION_ACCURACY, accuracy));
  }
}
