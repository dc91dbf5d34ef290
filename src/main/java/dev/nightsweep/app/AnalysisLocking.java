package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.plan.AnalysisLock;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.store.Store;
import java.time.Instant;
import java.time.InstantSource;

/** Sees to it that a sweep's analysis is locked by its first result, and later changes marked. */
final class AnalysisLocking {
  private final ResultsOwner owner;
  private final InstantSource clock;

  AnalysisLocking(ResultsOwner owner, InstantSource clock) {
    this.owner = owner;
    this.clock = clock;
  }

  /** The plan that follows the stored one, marked where it changes what there are results of. */
  Plan marked(Plan stored, Plan next, SweepRecord sweep) {
    return hasResults(stored, sweep) ? AnalysisLock.changed(stored, next) : next;
  }

  /** Whether there are results that verdicts rest on; those of an earlier plan are some, too. */
  boolean hasResults(Plan stored, SweepRecord sweep) {
    return isLocked(sweep.sweepId())
        || wasShown(sweep.sweepId())
        || store().runs(sweep.sweepId()).stream()
            .anyMatch(run -> AnalysisLock.isResult(stored, run.phase(), run.state()));
  }

  /** Whether anything of a contrast was shown at a look. */
  private boolean wasShown(String sweepId) {
    return store().looks(sweepId).stream().anyMatch(row -> row.pairs() > 0);
  }

  /**
   * Of a sweep from before there were locks its plan is the lock, once a change of it is marked.
   */
  void beforeChange(Plan next, SweepLog log) {
    String sweepId = next.header().sweepId();
    Plan stored = StoredPlan.of(owner.folder(), sweepId);
    boolean marks = !next.header().postHoc().equals(stored.header().postHoc());
    if (marks && !isLocked(sweepId)) {
      log.record(AnalysisLock.of(stored, clock.instant()));
    }
  }

  /**
   * The first result that there will be locks the analysis, or one that there is and whose process
   * died at once. Of sweeps that were looked at before there were locks it stays unknown.
   */
  void atFirstResult(Plan plan, SweepLog log) {
    log.flush();
    String sweepId = plan.header().sweepId();
    if (!isLocked(sweepId) && !wasShown(sweepId)) {
      log.awaitResult();
      Instant now = clock.instant();
      store().runs(sweepId).forEach(r -> log.lockAtResult(plan, r.phase(), r.state(), now));
    }
  }

  /** The first look at all that was planned does it, too, though no run gave a result. */
  void atLook(SweepRecord sweep, SweepLog log) {
    String sweepId = sweep.sweepId();
    if (!isLocked(sweepId) && !wasShown(sweepId)) {
      log.record(AnalysisLock.of(StoredPlan.of(owner.folder(), sweepId), clock.instant()));
    }
  }

  private boolean isLocked(String sweepId) {
    return store().lock(sweepId).isPresent();
  }

  private Store store() {
    return owner.store();
  }
}
