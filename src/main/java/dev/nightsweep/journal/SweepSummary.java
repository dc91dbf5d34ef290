package dev.nightsweep.journal;

import dev.nightsweep.model.ContrastResult;
import java.util.List;
import java.util.Optional;

/**
 * What the open form of a {@link SweepFile} tells of its verdicts beside its journals; the dense
 * form tells nothing.
 *
 * @param answers the sentences
 * @param contrasts the rows
 */
public record SweepSummary(
    Optional<List<String>> answers, Optional<List<ContrastResult>> contrasts) {
  public SweepSummary {
    answers = answers.map(List::copyOf);
    contrasts = contrasts.map(List::copyOf);
  }
}
