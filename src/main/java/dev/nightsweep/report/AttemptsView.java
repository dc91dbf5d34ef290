package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.text.Labels;
import java.util.List;
import java.util.Optional;

/** The attempts at a run, oldest first. */
public record AttemptsView(List<Attempt> attempts) {

  /**
   * An attempt as told.
   *
   * @param log the last lines of the worker's log; empty if all went well
   */
  public record Attempt(String title, String cause, List<String> log) {}

  static Section section(RunFacts facts) {
    return Section.of(
        "attempts",
        "Attempts",
        "attempts",
        new AttemptsView(facts.attempts().stream().map(AttemptsView::attempt).toList()));
  }

  static Attempt attempt(AttemptRecord attempt) {
    String title =
        "Attempt %s: %s on worker %s, %s to %s"
            .formatted(
                attempt.attempt(),
                Labels.word(attempt.state()),
                attempt.worker(),
                Labels.time(Optional.of(attempt.startedAt())),
                Labels.time(attempt.endedAt()));
    return new Attempt(title, attempt.cause(), attempt.logTail());
  }
}
