package dev.nightsweep.app;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.wording.AnswerText;
import dev.nightsweep.wording.SearchText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a session leaves.
 *
 * @param sweep as it is stored now
 * @param answer what it answers, so far
 * @param contrasts the verdicts that stand
 * @param search what it found, if it is a search
 * @param best of a sweep without verdicts the run that read best
 * @param report its page
 */
public record SweepResult(
    SweepRecord sweep,
    SessionOutcome outcome,
    AnswerText answer,
    List<ContrastResult> contrasts,
    Optional<SearchText> search,
    Optional<RunRecord> best,
    Path report) {
  public SweepResult {
    contrasts = List.copyOf(contrasts);
  }
}
