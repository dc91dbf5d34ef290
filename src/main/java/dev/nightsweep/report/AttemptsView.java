package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.SweepHeader;
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

  static Section section(RunFacts facts, SweepHeader sweep) {
    return Section.of(
        "attempts",
        "Attempts",
        "attempts",
        new AttemptsView(
            facts.attempts().stream().map(attempt -> attempt(attempt, sweep)).toList()));
  }

  /** Of a run that was trained elsewhere nobody knows by which worker. */
  static Attempt attempt(AttemptRecord attempt, SweepHeader sweep) {
    String place = sweep.isTracked() ? "elsewhere" : "on worker " + attempt.worker();
    String title =
        "Attempt %s: %s %s, %s to %s"
            .formatted(
                attempt.attempt(),
                Labels.word(attempt.state()),
                place,
                Labels.time(Optional.of(attempt.startedAt())),
                Labels.time(attempt.endedAt()));
    return new Attempt(title, attempt.cause(), attempt.logTail());
  }
}
