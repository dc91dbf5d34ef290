package dev.nightsweep.schedule;

import dev.nightsweep.journal.AtomicFile;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes over results of runs of the same identity that were trained before, in whatever sweep:
 * their journals and predictions are copied, so that the sweep stays whole when the other is
 * deleted.
 */
public final class Reuse {
  private static final String PREDICTIONS = "predictions.bin";

  private final Store store;
  private final ResultsFolder results;
  private final SweepLog log;
  private final InstantSource clock;
  private final Admission admission;

  /** Says what may stand for a run, beside having its identity. */
  @FunctionalInterface
  public interface Admission {
    /**
     * Whether it may.
     *
     * @param from the run that was trained before
     * @param lines its journal
     */
    boolean admits(PlannedRun run, JournalName from, List<JournalLine> lines);
  }

  public Reuse(
      Store store, ResultsFolder results, SweepLog log, InstantSource clock, Admission admission) {
    this.store = store;
    this.results = results;
    this.log = log;
    this.clock = clock;
    this.admission = admission;
  }

  /** Reuses what there is for the plan's untouched runs; returns how many that are. */
  public int reuse(Plan plan) {
    Map<String, JournalName> trained = store.trained();
    Map<String, Boolean> elsewhere = new HashMap<>();
    Map<String, RunRecord> stored = new HashMap<>();
    store.runs(plan.header().sweepId()).forEach(run -> stored.put(run.runId(), run));
    int reused = 0;
    for (PlannedRun run : plan.runs()) {
      RunRecord record = stored.get(run.runId());
      boolean untouched =
          !mustBeFresh(plan, run) && record.state() == RunState.PENDING && record.attempts() == 0;
      JournalName source = trained.get(run.identity());
      if (untouched
          && source != null
          && !elsewhere.computeIfAbsent(source.sweepId(), this::isTracked)
          && take(plan, run, source)) {
        reused++;
      }
    }
    log.flush();
    return reused;
  }

  /** What a tracker kept was not trained by this product, whatever it tells of itself. */
  private boolean isTracked(String sweepId) {
    return store.sweep(sweepId).filter(sweep -> sweep.header().isTracked()).isPresent();
  }

  /**
   * Whoever tunes or searches has the outcome on runs that had no part in the choice; and what was
   * trained to its end elsewhere might have ended early where that is decided at fixed points.
   */
  private static boolean mustBeFresh(Plan plan, PlannedRun run) {
    boolean tuned = plan.header().tuning().isPresent() && run.phase() == Phase.COMPARISON;
    boolean isJudged = plan.header().stopping().filter(Stopping::isSynchronous).isPresent();
    return tuned || isJudged || run.phase() == Phase.WINNER;
  }

  /** The lines of the source's journal; none if it is not whole, or may not stand for the run. */
  private List<JournalLine> usable(PlannedRun run, JournalName from) {
    try {
      Journal.Content content = Journal.read(from, results.journal(from));
      boolean whole = content.damage().isEmpty() && !content.lines().isEmpty();
      return whole && admission.admits(run, from, content.lines()) ? content.lines() : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** False if nothing of the source can be used: then the run is trained. */
  private boolean take(Plan plan, PlannedRun run, JournalName from) {
    String sweepId = plan.header().sweepId();
    JournalName to = JournalName.ofRun(sweepId, run.runId());
    String fromRunId = from.runId().orElseThrow();
    List<JournalLine> lines = usable(run, from);
    if (lines.isEmpty()) {
      return false;
    }
    try {
      Journal.replace(to, results.journal(to), lines);
      copy(
          results.run(from.sweepId(), fromRunId).resolve(PREDICTIONS),
          results.run(sweepId, run.runId()).resolve(PREDICTIONS));
      log.lockAtResult(plan, run.phase(), RunState.COMPLETED, clock.instant());
      log.record(new Entry.RunReused(run.runId(), fromRunId, clock.instant()));
      lines(to).forEach(log::indexRunLine);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the results of run " + fromRunId, e);
    }
  }

  private List<JournalLine> lines(JournalName name) throws IOException {
    return Journal.read(name, results.journal(name)).lines();
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      AtomicFile.copy(from, to);
    }
  }
}
