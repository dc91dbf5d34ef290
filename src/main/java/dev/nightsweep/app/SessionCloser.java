package dev.nightsweep.app;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.wording.AnswerText;
import dev.nightsweep.wording.SearchText;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    SweepRecord sweep = owner.store().sweep(sweepId).orElseThrow();
    AnswerText answer = new AnswerText(publisher, sweep);
    takeLook(sweep, answer, outcome.isComplete());
    return result(sweep, answer, outcome);
  }

  /** The stored result of a sweep that has nothing left to train. */
  SweepResult again(SweepRecord sweep) {
    context.listener().finishedBefore(sweep);
    AnswerText answer = new AnswerText(publisher, sweep);
    if (!sweep.isLookedThrough()) {
      takeLook(sweep, answer, true); // its owner died before it could
    }
    return result(sweep, answer, new SessionOutcome(SessionEnd.DONE, "", answer.badRuns()));
  }

  private SweepResult result(SweepRecord sweep, AnswerText answer, SessionOutcome outcome) {
    List<RunRecord> runs = owner.store().runs(sweep.sweepId());
    SweepResult result =
        new SweepResult(
            sweep,
            outcome,
            answer,
            owner.store().contrasts(sweep.sweepId()),
            sweep.header().isSearch() ? Optional.of(SearchText.of(sweep, runs)) : Optional.empty(),
            sweep.header().isSearch() || sweep.header().judged()
                ? Optional.empty()
                : best(sweep.header().objective(), runs),
            publish(sweep));
    context.listener().ended(result);
    return result;
  }

  private void takeLook(SweepRecord sweep, AnswerText answer, boolean complete) {
    if (!sweep.header().judged()) {
      return;
    }
    int look = sweep.looks() + 1;
    try (SweepLog log = SweepLog.open(owner.folder(), sweep.sweepId(), owner.writer())) {
      log.record(
          new Entry.LookTaken(
              look, !complete, answer.rows(), answer.sentences(), context.clock().instant()));
      log.flush();
    }
  }

  private Path publish(SweepRecord sweep) {
    Path page = publisher.publish(sweep.sweepId());
    publisher.publishIndex();
    return page;
  }

  private static Optional<RunRecord> best(Objective objective, List<RunRecord> runs) {
    return runs.stream()
        .filter(run -> run.reading(objective.metric()).isPresent())
        .max(
            Comparator.comparingDouble(
                run -> objective.gain(run.reading(objective.metric()).getAsDouble())));
  }
}
