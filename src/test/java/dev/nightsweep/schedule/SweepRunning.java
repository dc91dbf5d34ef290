package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sweep on a fake engine, for the tests of what runs it. */
abstract class SweepRunning {
  static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);
  final Ticking clock = new Ticking();

  @TempDir private Path folder;
  ResultsFolder results;
  Store store;
  StoreWriter writer;
  Control control = new Control();
  Policy policy = Policy.DEFAULT;
  final List<String> seen = new ArrayList<>();

  @BeforeEach
  void open() {
    results = new ResultsFolder(folder);
    store = new InMemoryStore();
    writer = new StoreWriter(store);
  }

  @AfterEach
  void close() {
    writer.close();
    store.close();
  }

  /** Ctrl-C, once, while the first run is being started. */
  Fate interruptAnd(Fate fate) {
    if (control.now().wish() == Control.Wish.RUN) {
      control.interrupt("Ctrl-C");
    }
    return fate;
  }

  SessionEnd begin(FakeEngine engine) throws InterruptedException {
    return begin(engine, new Recorder());
  }

  SessionEnd begin(FakeEngine engine, SweepObserver observer) throws InterruptedException {
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      SessionEnd ending = runner(log, List.of(), engine, observer).run();
      log.flush();
      return ending;
    }
  }

  SweepRunner runner(
      SweepLog log, List<RunRecord> stored, FakeEngine engine, SweepObserver observer) {
    return new SweepRunner(PLAN, stored, log, around(engine, observer), control);
  }

  RunnerContext around(FakeEngine engine, SweepObserver observer) {
    return new RunnerContext(
        results,
        engine,
        observer,
        policy,
        new Pruning(PLAN.header()),
        Assignment.Checkpoints.LAST,
        Surroundings.of(FakeEngine.host()),
        clock);
  }

  Assignment assignment(PlannedRun run) {
    return new Assignment(
        Fixtures.SWEEP,
        run.runId(),
        1,
        new Assignment.Task(
            "alexnet", PLAN.arm(run.armId()).settings(), run.seed(), run.identity()),
        Assignment.Checkpoints.LAST,
        results.run(Fixtures.SWEEP, run.runId()).toString(),
        FakeEngine.host(),
        0);
  }

  static JournalName sweepName() {
    return JournalName.ofSweep(Fixtures.SWEEP);
  }

  List<Entry> sweepJournal() {
    try {
      return Journal.read(sweepName(), results.journal(sweepName())).lines().stream()
          .map(line -> line.entry())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static PlannedRun run(long seed) {
    return PLAN.runs().stream().filter(r -> r.seed() == seed).findFirst().orElseThrow();
  }

  RunRecord record(String runId) {
    return store.run(runId).orElseThrow();
  }

  List<RunState> states() {
    return store.runs(Fixtures.SWEEP).stream().map(RunRecord::state).toList();
  }

  /** Notes starts and ends. */
  class Recorder implements SweepObserver {
    @Override
    public void sweepStarted(List<PlannedRun> left, int total) {}

    @Override
    public void runStarted(PlannedRun run, int attempt, int worker) {
      seen.add("start " + run.runId());
    }

    @Override
    public void runProgressed(PlannedRun run, int epoch, long done, long of) {}

    @Override
    public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {}

    @Override
    public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
      seen.add("end " + run.runId() + " " + state);
    }
  }
}
