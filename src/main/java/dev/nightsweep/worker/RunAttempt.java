package dev.nightsweep.worker;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.ChangedFileException;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One attempt at one run: trained, journaled, reported. Whatever goes wrong stays inside it. */
final class RunAttempt {
  private final Assignment run;
  private final Supplier<Trainer> trainer;
  private final Consumer<Signal> parent;
  private final InstantSource clock;

  RunAttempt(
      Assignment run, Supplier<Trainer> trainer, Consumer<Signal> parent, InstantSource clock) {
    this.run = run;
    this.trainer = trainer;
    this.parent = parent;
    this.clock = clock;
  }

  void train(RunControl control) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (RunLock lock = RunLock.take(Path.of(run.folder()));
        Journal journal = Journal.open(name, lock.journal())) {
      JournalingWatcher watcher = new JournalingWatcher(journal, control);
      Outcome outcome = outcome(watcher, epochsOnDisk(Journal.read(name, lock.journal()).lines()));
      watcher.write(new Entry.RunEnded(run.attempt(), watcher.lastEpoch, outcome, clock.instant()));
      watcher.announce();
      boolean hasEnded =
          outcome instanceof Outcome.Completed
              || outcome instanceof Outcome.Diverged
              || (outcome instanceof Outcome.Interrupted && control.isEndedForGood());
      if (hasEnded) {
        trainer.get().settled(run);
      }
    } catch (IOException | UncheckedIOException e) {
      // Without its journal a run has no result: let the process die, and its parent say so.
      throw new IllegalStateException("cannot write the journal in " + run.folder(), e);
    }
  }

  /** How many epochs, from the first without a gap, earlier attempts have left. */
  private static int epochsOnDisk(List<JournalLine> lines) {
    return StandingEpochs.of(lines.stream().map(JournalLine::entry).toList()).withoutGap();
  }

  private Outcome outcome(JournalingWatcher watcher, int epochsOnDisk) {
    try {
      Trainer trainer = this.trainer.get();
      Environment environment = environment(trainer);
      Start start = trainer.start(run, epochsOnDisk);
      if (!start.refused().isEmpty()) {
        System.err.println(start.refused()); // to the run's log
      }
      watcher.begin(environment, trainer.model(run), start);
      watcher.hold();
      return trainer.train(run, start, watcher);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (ChangedFileException e) {
      return new Outcome.Failed(e.getMessage()); // as it is: the parent knows what to do
    } catch (RuntimeException | Error e) { // native memory running out is an Error too
      e.printStackTrace(); // to the run's log
      return new Outcome.Failed(describe(e));
    }
  }

  private Environment environment(Trainer trainer) {
    Map<String, String> facts = new TreeMap<>(run.host().facts());
    facts.put("jdk", System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("os_arch", System.getProperty("os.arch"));
    facts.putAll(trainer.environment(run).facts());
    return Environment.of(facts);
  }

  private static String describe(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getSimpleName()
        : root.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Journals what the trainer says and passes it on. Lines that come within moments of each other
   * are brought to the disk together, and announced when they are there: an epoch of a net takes
   * longer than that, a simulated one may take microseconds.
   */
  private final class JournalingWatcher implements Watcher {
    private static final long MOMENT = 20_000_000; // nanoseconds

    private final Journal journal;
    private final RunControl control;
    private final List<Signal> unannounced = new ArrayList<>();
    private long lastAnnounced = System.nanoTime();
    private long lastProgress = lastAnnounced;
    private int lastEpoch;
    private int lastJudged;

    JournalingWatcher(Journal journal, RunControl control) {
      this.journal = journal;
      this.control = control;
    }

    void begin(Environment environment, Optional<ModelCard> model, Start start) {
      lastEpoch = start.epoch() - 1;
      lastJudged = lastEpoch;
      write(new Entry.RunStarted(run.attempt(), environment, model, start, clock.instant()));
    }

    void write(Entry.OfRun entry) {
      try {
        JournalLine line = journal.write(entry);
        unannounced.add(new Signal.Journaled(run.runId(), line.seq(), entry));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      announceInTime(System.nanoTime());
    }

    private void announceInTime(long now) {
      if (now - lastAnnounced > MOMENT) {
        announce();
      }
    }

    /** Brings to the disk what is not there yet, and tells the parent. */
    void announce() {
      try {
        journal.sync();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      unannounced.forEach(parent);
      unannounced.clear();
      lastAnnounced = System.nanoTime();
    }

    /** Waits, if it is to, until it is known whether the run goes on. */
    void hold() {
      if (control.isHeld(lastJudged)) {
        announce();
        control.awaitRelease(lastJudged);
      }
    }

    /** Passes on no more than anybody could follow. */
    @Override
    public void progressed(int epoch, long done, long of) {
      long now = System.nanoTime();
      if (!unannounced.isEmpty()) {
        announceInTime(now);
      }
      if (now - lastProgress > MOMENT) {
        parent.accept(new Signal.Progress(run.runId(), epoch, done, of));
        lastProgress = now;
      }
    }

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
      if (control.isHeld(lastJudged)) {
        return; // it was to wait, and was told to end: a program of the user's may have gone on
      }
      lastEpoch = Math.max(lastEpoch, epoch);
      if (run.judged().name().isEmpty() || metrics.containsKey(run.judged().name())) {
        lastJudged = Math.max(lastJudged, epoch); // the metric may come later than its epoch
      }
      write(new Entry.EpochFinished(run.attempt(), epoch, metrics, system, clock.instant()));
      hold();
    }

    @Override
    public void remarked(String kind, String message) {
      parent.accept(new Signal.Remarked(run.runId(), kind, message));
    }

    @Override
    public boolean isInterrupted() {
      return control.isInterrupted();
    }
  }
}
