package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.journal.LastLook;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Holds the last look of a sweep, whose verdicts stand, against the readings that there are, if it
 * was at all of them. It takes no time to speak of, so that pages can be held to it.
 *
 * @param results where the journals are
 */
public record StandingLook(ResultsFolder results) implements LookHistory {

  @Override
  public List<LookDifference> contradicted(SweepAnalysis analysis) {
    return analysis.sweep().isLookedThrough()
        ? last(analysis.sweep().sweepId())
            .map(line -> JournaledLook.differences((Entry.LookTaken) line.entry(), analysis))
            .orElse(List.of())
        : List.of();
  }

  private Optional<JournalLine> last(String sweepId) {
    try {
      return LastLook.of(results, sweepId);
    } catch (IOException e) {
      return Optional.empty(); // what cannot be read is for `verify` to tell
    }
  }
}
