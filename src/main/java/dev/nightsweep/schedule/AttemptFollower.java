package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.search.pruning.PruningDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Follows the journal of a run while one attempt lasts: what its worker announces, and at the end
 * what it wrote and could not announce any more.
 */
final class AttemptFollower {
  private final PlannedRun run;
  private final int attempt;
  private final int worker;
  private final JournalName name;
  private final Path file;
  private long lastSeq;
  private int lastEpoch;
  private Optional<Outcome> outcome = Optional.empty();
  private Optional<Watchdog.Late> late = Optional.empty();
  private Optional<PruningDecision> decided = Optional.empty();
  private boolean held;
  private boolean goesOn;

  /**
   * Begins with the first line of the file, whatever attempt left it: a worker of a killed owner
   * may have written some that nobody indexed. The store passes over those that it has.
   */
  AttemptFollower(PlannedRun run, int attempt, int worker, ResultsFolder results, String sweepId) {
    this.run = run;
    this.attempt = attempt;
    this.worker = worker;
    this.name = JournalName.ofRun(sweepId, run.runId());
    this.file = results.journal(name);
  }

  PlannedRun run() {
    return run;
  }

  int attempt() {
    return attempt;
  }

  int worker() {
    return worker;
  }

  /** Why we ended it, if we did. */
  Optional<Watchdog.Late> late() {
    return late;
  }

  void ended(Watchdog.Late why) {
    late = Optional.of(why);
  }

  /** What was decided of its run before its end, if anything. */
  Optional<PruningDecision> decided() {
    return decided;
  }

  void decided(PruningDecision decision) {
    decided = Optional.of(decision);
  }

  /** It leaves its worker to others until it is decided what becomes of its run. */
  void hold(String reason) {
    held = true;
    decided(new PruningDecision.Pause(reason));
  }

  /** Whether it was told to leave, and nothing was decided since. */
  boolean isHeld() {
    return held;
  }

  /** It was decided while it was leaving. */
  void release(PruningDecision decision) {
    held = false;
    goesOn = decision.action().goesOn();
    decided = goesOn ? decided : Optional.of(decision);
  }

  /** Whether its run goes on at once. */
  boolean goesOn() {
    return goesOn;
  }

  /** Whether that epoch, of this attempt, is behind all that this was asked of. */
  boolean isNew(Entry.EpochFinished epoch) {
    if (epoch.attempt() != attempt) {
      return true;
    }
    boolean isNew = epoch.epoch() > lastEpoch;
    lastEpoch = Math.max(lastEpoch, epoch.epoch());
    return isNew;
  }

  /** How the training ended, as far as the journal says. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  /** Whether lines stand in the file before that one that were not seen. */
  boolean misses(long seq) {
    return seq > lastSeq + 1;
  }

  /** The line that the worker announced, unless it was seen before. */
  Optional<JournalLine> hear(long seq, Entry entry) {
    return accept(new JournalLine(name, seq, entry));
  }

  /** The lines in the file that were not seen before. */
  List<JournalLine> readRest() {
    return lines().stream().flatMap(line -> accept(line).stream()).toList();
  }

  private Optional<JournalLine> accept(JournalLine line) {
    if (line.seq() <= lastSeq) {
      return Optional.empty();
    }
    lastSeq = line.seq();
    if (line.entry() instanceof Entry.RunEnded end && end.attempt() == attempt) {
      outcome = Optional.of(end.outcome());
    }
    return Optional.of(line);
  }

  private List<JournalLine> lines() {
    try {
      Journal.sync(file); // a worker may have died between the two
      return Journal.read(name, file).lines();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + file, e);
    }
  }
}
