package dev.nightsweep.report;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Optional;

/**
 * All that a page shows of one sweep.
 *
 * @param contrasts objective, test twin and time of every contrast, as judged
 * @param runs in starting order
 * @param specText the spec as given; empty if it is not at hand
 * @param defaults every parameter at its default, if the program is known
 */
public record SweepFacts(
    Evidence evidence,
    List<ContrastDetail> contrasts,
    List<RunFacts> runs,
    String specText,
    Optional<Settings> defaults) {
  public SweepFacts {
    contrasts = List.copyOf(contrasts);
    runs = List.copyOf(runs);
  }

  SweepRecord sweep() {
    return evidence.sweep();
  }
}
