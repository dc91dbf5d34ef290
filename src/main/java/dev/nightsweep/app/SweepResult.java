package dev.nightsweep.app;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.wording.AnswerText;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session leaves.
 *
 * @param analysis what the sweep's runs say, as the look that ended the session judged them
 * @param contrasts the verdicts that stand
 * @param report its page
 */
public record SweepResult(
    SessionOutcome outcome, SweepAnalysis analysis, List<ContrastResult> contrasts, Path report) {
  public SweepResult {
    contrasts = List.copyOf(contrasts);
  }

  public SweepRecord sweep() {
    return analysis.sweep();
  }

  /** What it answers so far, in sentences. */
  public List<String> answers() {
    return new AnswerText(analysis).sentences();
  }
}
