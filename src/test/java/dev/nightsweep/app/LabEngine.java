package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains in this process, one run after the other, through real journals and a clock of its own.
 */
final class LabEngine implements Engine {
  private static final int SLOTS = 1;

  private final AuditLab lab;
  private final Deque<EngineEvent> events = new ArrayDeque<>();
  private int workers;

  LabEngine(AuditLab lab) {
    this.lab = lab;
  }

  @Override
  public int slots() {
    return SLOTS;
  }

  @Override
  public int claim() {
    return workers++ % SLOTS + 1;
  }

  @Override
  public void start(int worker, Assignment run) {
    lab.started(run);
    if (lab.isToDie(run)) {
      lab.pass(Duration.ofSeconds(1));
      events.add(
          new EngineEvent.Died(worker, run, WorkerExit.KILLED, "killed", java.util.List.of()));
      return;
    }
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (Journal journal = Journal.open(name, ResultsFolder.runJournal(Path.of(run.folder())))) {
      Trainer trainer = lab.trainer(run);
      Writing writing = new Writing(worker, run, journal);
      Map<String, String> facts = new TreeMap<>(run.host().facts());
      facts.put("jdk", "17.0.15 Debian");
      facts.put("os", "Linux 6.1");
      facts.putAll(trainer.environment(run).facts());
      facts.putAll(lab.facts(run));
      writing.write(
          new Entry.RunStarted(
              run.attempt(), Environment.of(facts), Optional.empty(), Start.BEGINNING, lab.now()));
      Outcome outcome = trainer.train(run, Start.BEGINNING, writing);
      lab.pass(lab.elapsed(run, writing.seconds));
      writing.write(new Entry.RunEnded(run.attempt(), writing.last, outcome, lab.now()));
      events.add(new EngineEvent.Said(worker, new Signal.Idle(run.runId())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Writing implements Watcher {
    private final int worker;
    private final Assignment run;
    private final Journal journal;
    private int last;
    private double seconds;

    Writing(int worker, Assignment run, Journal journal) {
      this.worker = worker;
      this.run = run;
      this.journal = journal;
    }

    void write(Entry.OfRun entry) {
      try {
        JournalLine line = journal.append(entry);
        events.add(
            new EngineEvent.Said(
                worker, new Signal.Journaled(run.runId(), line.seq(), line.entry())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void progressed(int epoch, long done, long of) {}

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
      last = epoch;
      seconds += metrics.getOrDefault("seconds", 0.0);
      write(new Entry.EpochFinished(run.attempt(), epoch, metrics, system, lab.now()));
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) {
    return Optional.ofNullable(events.poll());
  }

  @Override
  public void interrupt() {}

  @Override
  public void interrupt(int worker, boolean forGood) {}

  @Override
  public void kill(int worker) {}

  @Override
  public Duration patience() {
    return Duration.ofMillis(1);
  }

  @Override
  public void close() {}
}
