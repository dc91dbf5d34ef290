package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import dev.nightsweep.store.memory.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall clock that is set, or that changes to summer time. */
class ClockJumpTest {
  private final Ticking clock = new Ticking();

  @TempDir private Path folder;

  @Test
  void noRunIsLostOrLateForAClockThatJumps() throws Exception {
    Plan plan = Fixtures.plan(Fixtures.SWEEP);
    ResultsFolder results = new ResultsFolder(folder);
    Policy strict =
        new Policy(
            0,
            Duration.ofMinutes(10),
            Optional.of(Duration.ofMinutes(10)),
            5,
            Optional.empty(),
            false,
            Map.of(),
            OptionalInt.empty());
    try (Store store = new InMemoryStore();
        StoreWriter writer = new StoreWriter(store);
        SweepLog log = SweepLog.begin(results, plan, writer)) {
      RunnerContext around =
          new RunnerContext(
              results,
              new FakeEngine(2, this::jump),
              new Nobody(),
              strict,
              new Pruning(plan.header()),
              Assignment.Checkpoints.LAST,
              Surroundings.of(FakeEngine.host()),
              clock);
      SweepRunner runner = new SweepRunner(plan, List.of(), log, around, new Control());
      assertThat(runner.run()).isEqualTo(SessionEnd.DONE);
      log.flush();
      assertThat(store.runs(Fixtures.SWEEP))
          .hasSize(6)
          .allMatch(run -> run.state() == RunState.COMPLETED);
      assertThat(store.sweepAttempts(Fixtures.SWEEP))
          .hasSize(6)
          .allMatch(attempt -> attempt.state() == AttemptState.COMPLETED);
    }
  }

  private FakeEngine.Fate jump(Assignment run) {
    clock.advance(Duration.ofHours(run.seed() % 2 == 0 ? 1 : -1));
    return FakeEngine.Fate.COMPLETES;
  }

  /** Looks on and does nothing. */
  private static final class Nobody implements SweepObserver {
    @Override
    public void sweepStarted(List<PlannedRun> left, int total) {}

    @Override
    public void runStarted(PlannedRun run, int attempt, int worker) {}

    @Override
    public void runProgressed(PlannedRun run, int epoch, long done, long of) {}

    @Override
    public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {}

    @Override
    public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {}
  }
}
