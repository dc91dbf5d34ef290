package dev.nightsweep.app;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A search on an engine with a time of its own, killed and gone on with as chance has it. */
final class TimedSearch {
  private static final SessionLimits PATIENT =
      new SessionLimits(
          Integer.MAX_VALUE,
          Optional.empty(),
          Optional.empty(),
          Integer.MAX_VALUE,
          Optional.empty(),
          Optional.empty(),
          false,
          OptionalInt.empty());

  private final Spec spec;
  private final ResultsFolder folder;
  private final Habits habits;
  private final TimedEngine.Curve curve;
  private final Random random;
  private double took;
  private int kills;
  private long written;

  /**
   * How it is disturbed.
   *
   * @param deaths the share of epochs in which a worker dies
   * @param kills the share of events before which the owner is killed
   */
  record Habits(int workers, double deaths, double kills) {
    static Habits calm(int workers) {
      return new Habits(workers, 0, 0);
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  TimedSearch(String spec, Path root, Habits habits, TimedEngine.Curve curve, long seed) {
    this.spec = InMemorySession.spec(spec);
    this.folder = new ResultsFolder(root);
    this.habits = habits;
    this.curve = curve;
    this.random = new Random(seed);
  }

  /** To its end, however often it is killed. */
  TimedSearch run() throws InterruptedException {
    boolean done = false;
    while (!done) {
      done = session();
    }
    return this;
  }

  private boolean session() throws InterruptedException {
    ResultsOwner owner = open();
    TimedEngine engine = new TimedEngine(habits.workers, random, curve, habits.deaths);
    written = 0;
    engine.beforeEvent(this::maybeDie);
    try {
      return session(owner, engine) == SessionEnd.DONE;
    } catch (Killed e) {
      kills++;
      engine.abandon();
      forgetSome();
      return false;
    } finally {
      took += engine.now();
      owner.close();
    }
  }

  private ResultsOwner open() {
    InMemoryStore store = new InMemoryStore();
    new CatchUp(store, folder, InstantSource.system()).run();
    return new ResultsOwner(folder, store);
  }

  private SessionEnd session(ResultsOwner owner, TimedEngine engine) throws InterruptedException {
    SessionOptions usual = SessionOptions.DEFAULT;
    SessionContext context =
        new SessionContext(
            owner,
            new SessionOptions(
                usual.workers(),
                usual.engine(),
                PATIENT,
                false,
                true,
                false,
                Optional.empty(),
                false),
            new InMemorySession.Heard(),
            new Interruption(),
            InstantSource.system());
    WorkerLauncher launcher = WorkerLauncher.here(habits.workers);
    SweepResolver sweeps =
        new SweepResolver(
            owner, launcher.program(ProgramRef.parse("simulated")), InstantSource.system());
    SweepResolver.Found found = sweeps.find(spec, false, Optional.empty());
    return new SweepSession(context, EngineSession.of(engine, launcher))
        .run(sweeps, spec, found, Map.of())
        .end();
  }

  private void maybeDie() {
    if (random.nextDouble() < habits.kills) {
      throw new Killed();
    }
    written = journal().toFile().length();
  }

  /** It may have been killed after any line since the event before. */
  private void forgetSome() {
    try {
      String all = Files.readString(journal(), StandardCharsets.ISO_8859_1);
      int from = (int) Math.max(written, all.lastIndexOf("\"AttemptStarted\"") + 1);
      List<Integer> ends = new ArrayList<>();
      for (int end = all.indexOf('\n', Math.max(0, from - 1));
          end >= 0;
          end = all.indexOf('\n', end + 1)) {
        ends.add(end + 1);
      }
      int length = ends.get(random.nextInt(ends.size()));
      try (FileChannel file = FileChannel.open(journal(), StandardOpenOption.WRITE)) {
        file.truncate(length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path journal() {
    return folder.journal(JournalName.ofSweep(sweepId()));
  }

  private String sweepId() {
    try {
      return folder.sweepIds().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int kills() {
    return kills;
  }

  /** In epochs of mean length. */
  double took() {
    return took;
  }

  /** What the sweep's journal says. */
  List<Entry> entries() {
    try {
      return Journal.read(JournalName.ofSweep(sweepId()), journal()).lines().stream()
          .map(JournalLine::entry)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The states of its runs, by id. */
  Map<String, RunState> states() {
    ResultsOwner owner = open();
    try {
      return owner.store().runs(sweepId()).stream()
          .collect(Collectors.toMap(RunRecord::runId, RunRecord::state));
    } finally {
      owner.close();
    }
  }

  /** Every run with its state and its readings. */
  Map<String, String> table() {
    Map<String, String> table = new TreeMap<>();
    ResultsOwner owner = open();
    try {
      SweepRecord sweep = owner.store().sweep(sweepId()).orElseThrow();
      Map<String, List<Point>> curves =
          owner.store().curves(sweepId(), Metrics.VALIDATION_ACCURACY);
      for (RunRecord run : owner.store().runs(sweepId())) {
        table.put(
            "%s %s %d".formatted(sweep.arm(run.armId()).label(), run.phase(), run.seed()),
            "%s %s".formatted(run.state(), curves.getOrDefault(run.runId(), List.of())));
      }
    } finally {
      owner.close();
    }
    return table;
  }
}
