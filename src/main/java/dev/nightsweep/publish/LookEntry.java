package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.StoredOutcomes;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.TriedOdds;
import dev.nightsweep.wording.AnswerText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is journaled of a look at a sweep as it is analysed. */
public final class LookEntry {
  private LookEntry() {}

  /** The sweep's next look. */
  public static Entry.LookTaken of(SweepAnalysis analysis, boolean interim, Instant at) {
    return new Entry.LookTaken(
        analysis.sweep().looks() + 1,
        interim,
        analysis.nextLook(),
        new AnswerText(analysis).sentences(),
        StoredOutcomes.neverLearned(analysis.evidence(), analysis.neverLearned()),
        choices(analysis.odds()),
        Optional.of(SweepAnalysis.RULES),
        at);
  }

  private static Optional<List<TriedOdds>> choices(List<TriedOdds> odds) {
    return odds.isEmpty() ? Optional.empty() : Optional.of(odds);
  }
}
