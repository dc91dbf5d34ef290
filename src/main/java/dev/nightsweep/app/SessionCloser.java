package dev.nightsweep.app;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.LookEntry;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.SweepLog;
import java.nio.file.Path;

/** The end of a session: the look is taken and journaled, the pages written, the answer given. */
final class SessionCloser {
  private final SessionContext context;
  private final ResultsOwner owner;
  private final Publisher publisher;

  SessionCloser(SessionContext context) {
    this.context = context;
    this.owner = context.owner();
    this.publisher = Publishers.of(owner.store(), owner.folder());
  }

  /** Concludes a session. */
  SweepResult conclude(String sweepId, SessionOutcome outcome) {
    StoredSweep stored = Publishers.sweepWithCurves(owner.store(), owner.folder(), sweepId);
    takeLook(stored.analysis(), outcome.isComplete());
    return result(stored, outcome);
  }

  /** The stored result of a sweep that has nothing left to train. */
  SweepResult again(SweepRecord sweep) {
    context.listener().finishedBefore(sweep);
    StoredSweep stored = Publishers.sweepWithCurves(owner.store(), owner.folder(), sweep.sweepId());
    if (!sweep.isLookedThrough()) {
      takeLook(stored.analysis(), true); // its owner died before it could
    }
    int bad = stored.analysis().badRuns();
    return result(stored, new SessionOutcome(SessionEnd.DONE, "", bad));
  }

  private SweepResult result(StoredSweep stored, SessionOutcome outcome) {
    Path page = publisher.publish(stored);
    publisher.publishIndex();
    SweepResult result = new SweepResult(outcome, stored.analysis(), stored.verdicts(), page);
    context.listener().ended(result);
    return result;
  }

  private void takeLook(SweepAnalysis analysis, boolean complete) {
    SweepRecord sweep = analysis.sweep();
    if (!sweep.header().judged()) {
      return;
    }
    Entry.LookTaken look = LookEntry.of(analysis, !complete, context.clock().instant());
    try (SweepLog log = SweepLog.open(owner.folder(), sweep.sweepId(), owner.writer())) {
      if (complete) {
        new AnalysisLocking(owner, context.clock()).atLook(sweep, log);
      }
      log.record(look);
      log.flush();
    }
  }
}
