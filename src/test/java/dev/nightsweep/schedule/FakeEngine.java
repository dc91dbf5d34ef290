package dev.nightsweep.schedule;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Trains nothing: every attempt goes as the script says, through a real journal. */
public final class FakeEngine implements Engine {
  private final int slots;
  private final Function<Assignment, Fate> script;
  private final Deque<EngineEvent> events = new ArrayDeque<>();
  private final List<Assignment> started = new ArrayList<>();
  private int workers;
  private boolean closed;
  private final Map<Integer, Assignment> training = new HashMap<>();
  private final Map<Integer, Assignment> hanging = new HashMap<>();
  private Duration patience = Duration.ofMillis(1);
  private WorkerExit death = WorkerExit.KILLED;
  private Runnable interrupted = () -> {};

  /** What becomes of an attempt. */
  public enum Fate {
    COMPLETES,
    DIVERGES,
    FAILS,
    /** Ends well, and never reports what the sweep is judged by. */
    IS_BLIND,
    /** Its program is killed. */
    IS_KILLED,
    DIES,
    /** Journals its result, then dies before it can say so. */
    DIES_AFTER_ITS_RESULT,
    HANGS,
    /** Trains until it is interrupted. */
    TRAINS,
    /** Ends as if interrupted, though nobody here asked for it. */
    LEAVES
  }

  public FakeEngine(int slots, Function<Assignment, Fate> script) {
    this.slots = slots;
    this.script = script;
  }

  public List<Assignment> started() {
    return started;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int claim() {
    workers++;
    return workers;
  }

  @Override
  public void start(int worker, Assignment run) {
    started.add(run);
    switch (script.apply(run)) {
      case COMPLETES -> finish(worker, run, new Outcome.Completed(result()), true);
      case DIVERGES -> finish(worker, run, new Outcome.Diverged("loss is NaN"), true);
      case FAILS -> finish(worker, run, new Outcome.Failed("no such layer"), true);
      case IS_BLIND -> end(worker, run, new Outcome.Failed(Outcome.Failed.NOT_JUDGED + ", acc"));
      case IS_KILLED -> end(worker, run, new Outcome.Failed(Outcome.Failed.KILLED + " 9"));
      case DIES -> {
        journal(worker, run, List.of(epoch(run, 1)), true);
        events.add(new EngineEvent.Died(worker, run, death, "killed", List.of("last words")));
      }
      case DIES_AFTER_ITS_RESULT -> {
        finish(worker, run, new Outcome.Completed(result()), false);
        events.add(new EngineEvent.Died(worker, run, death, "killed", List.of()));
      }
      case HANGS -> {
        journal(worker, run, List.of(epoch(run, 1)), true);
        hanging.put(worker, run);
      }
      case TRAINS -> training.put(worker, run);
      case LEAVES -> finish(worker, run, new Outcome.Interrupted(), true);
    }
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return Optional.ofNullable(events.poll());
  }

  @Override
  public void interrupt() {
    training.forEach((worker, run) -> finish(worker, run, new Outcome.Interrupted(), true));
    training.clear();
    interrupted.run();
  }

  @Override
  public void interrupt(int worker, boolean forGood) {
    Assignment run = training.remove(worker);
    if (run != null) { // else its end is on its way already
      finish(worker, run, new Outcome.Interrupted(), true);
    }
  }

  /** Something to do when runs were interrupted. */
  void whenInterrupted(Runnable action) {
    interrupted = action;
  }

  @Override
  public void kill(int worker) {
    Assignment run = hanging.remove(worker);
    if (run != null) { // else its end is on its way already
      events.add(new EngineEvent.Died(worker, run, WorkerExit.KILLED, "killed", List.of()));
    }
  }

  /** What workers die of. */
  void setDeath(WorkerExit death) {
    this.death = death;
  }

  @Override
  public Duration patience() {
    return patience;
  }

  /** How long a hanging run is waited for; none at first. */
  void setPatience(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Without a reading. */
  private void end(int worker, Assignment run, Outcome outcome) {
    journal(
        worker, run, List.of(new Entry.RunEnded(run.attempt(), 0, outcome, Instant.EPOCH)), true);
    events.add(new EngineEvent.Said(worker, new Signal.Idle(run.runId())));
  }

  private void finish(int worker, Assignment run, Outcome outcome, boolean announced) {
    journal(
        worker,
        run,
        List.of(
            epoch(run, 1),
            epoch(run, 2),
            new Entry.RunEnded(run.attempt(), 2, outcome, Instant.EPOCH)),
        announced);
    if (announced) {
      events.add(new EngineEvent.Said(worker, new Signal.Idle(run.runId())));
    }
  }

  private void journal(int worker, Assignment run, List<Entry.OfRun> entries, boolean announced) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (Journal journal = Journal.open(name, ResultsFolder.runJournal(Path.of(run.folder())))) {
      for (Entry.OfRun entry : entries) {
        JournalLine line = journal.append(entry);
        if (announced) {
          events.add(
              new EngineEvent.Said(
                  worker, new Signal.Journaled(run.runId(), line.seq(), line.entry())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry.EpochFinished epoch(Assignment run, int epoch) {
    double accuracy = 0.9 + 0.01 * epoch + 0.001 * run.seed();
    return new Entry.EpochFinished(
        run.attempt(),
        epoch,
        Map.of(Metrics.VALIDATION_ACCURACY, accuracy, Metrics.SECONDS, 1.0),
        Map.of(),
        Instant.EPOCH);
  }

  private static RunResult result() {
    return new RunResult(
        Map.of(Metrics.TEST_ACCURACY, 0.9), List.of(List.of(1)), ClassLabels.of(0), "hash");
  }

  static Environment host() {
    return Environment.of(Map.of("cpu", "fake"));
  }
}
