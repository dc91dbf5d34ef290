package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);
  private static final PlannedRun RUN = PLAN.runs().get(1);

  private final List<String> said = new ArrayList<>();
  private final SweepProgress progress = new SweepProgress(PLAN, 2, Map.of(), () -> Fixtures.START);
  private final ProgressLines lines =
      new ProgressLines(progress, () -> Fixtures.START, line -> said.add(line.substring(9)));

  @Test
  void everyEventIsALine() {
    lines.sweepStarted(PLAN.runs(), 6);
    lines.runStarted(RUN, 2, 3);
    lines.runProgressed(RUN, 1, 1, 2);
    lines.epochFinished(RUN, 1, Map.of(Metrics.VALIDATION_ACCURACY, 0.5));
    lines.attemptEnded(RUN, 2, RunState.PENDING, "died");
    lines.attemptEnded(RUN, 3, RunState.COMPLETED, "");
    assertThat(said)
        .containsExactly(
            "6 of 6 runs to train",
            "worker 3 starts lrn=true seed 1 (run %s, attempt 2)".formatted(RUN.runId()),
            "lrn=true seed 1 epoch 1/3: accuracy 0.5000",
            "lrn=true seed 1 goes back in line: died; 0 of 0 runs finished",
            "lrn=true seed 1 COMPLETED; 0 of 0 runs finished");
  }

  @Test
  void theFinishTimeIsToldWhileRunsAreLeft() {
    SweepProgress known =
        new SweepProgress(
            PLAN, 2, Map.of(Fixtures.NONE, 10.0, Fixtures.LRN, 20.0), () -> Fixtures.START);
    known.sweepStarted(PLAN.runs(), 6);
    assertThat(ProgressLines.finishTime(known, Fixtures.START)).startsWith("done about ");
    assertThat(ProgressLines.finishTime(progress, Fixtures.START)).isEmpty();
  }
}
