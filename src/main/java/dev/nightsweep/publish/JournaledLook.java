package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.wording.AnswerText;
import java.util.ArrayList;
import java.util.List;

/**
 * A look as its sweep's journal tells of it, and as the readings that it was taken at give it.
 *
 * @param line which line of the journal it is
 * @param given the same look as the readings give it
 * @param differences between what is told and what is given; none where all is well
 */
public record JournaledLook(
    long line, Entry.LookTaken taken, Entry.LookTaken given, List<LookDifference> differences) {
  public JournaledLook {
    differences = List.copyOf(differences);
  }

  /**
   * A look held against the readings.
   *
   * @param line of the look
   * @param analysis of the readings that it was taken at
   */
  static JournaledLook of(JournalLine line, SweepAnalysis analysis) {
    Entry.LookTaken taken = (Entry.LookTaken) line.entry();
    List<LookDifference> differences = differences(taken, analysis);
    Entry.LookTaken given =
        differences.isEmpty() ? taken : LookEntry.of(analysis, taken.interim(), taken.at());
    return new JournaledLook(line.seq(), taken, given, differences);
  }

  /** What a look tells and the readings that it was taken at do not give. */
  static List<LookDifference> differences(Entry.LookTaken taken, SweepAnalysis analysis) {
    List<LookDifference> differences = new ArrayList<>(analysis.contradictions(taken));
    if (SweepAnalysis.isByTheseRules(taken)) {
      differences.addAll(unsaid(analysis, taken));
    }
    return differences;
  }

  /** What the readings give to be said, and was not. */
  private static List<LookDifference> unsaid(SweepAnalysis analysis, Entry.LookTaken taken) {
    return new AnswerText(analysis)
        .verdicts().entrySet().stream()
            .filter(verdict -> !taken.said().contains(verdict.getValue()))
            .map(verdict -> LookDifference.ofSentence(verdict.getKey(), taken, verdict.getValue()))
            .toList();
  }

  public boolean isContradicted() {
    return !differences.isEmpty();
  }
}
