package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.TrialReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier sessions of a search decided, and what they were told, as the sweep's journal has
 * it: it stands, whatever has been read since.
 *
 * @param decisions on trials, in the order in which they were taken
 * @param saw what proposals were told of trials, by run
 */
public record SearchJournal(List<Entry.TrialDecided> decisions, Map<String, TrialReading> saw) {
  public SearchJournal {
    decisions = List.copyOf(decisions);
    saw = Map.copyOf(saw);
  }

  /** Of a sweep whose journal may have been begun. */
  public static SearchJournal of(ResultsFolder results, String sweepId) {
    List<Entry.TrialDecided> decisions = new ArrayList<>();
    Map<String, TrialReading> saw = new HashMap<>();
    for (JournalLine line : lines(results, JournalName.ofSweep(sweepId))) {
      if (line.entry() instanceof Entry.TrialDecided decided) {
        decisions.add(decided);
      } else if (line.entry() instanceof Entry.TrialsAdded added) {
        added.saw().forEach(reading -> saw.putIfAbsent(reading.runId(), reading));
      }
    }
    return new SearchJournal(decisions, saw);
  }

  private static List<JournalLine> lines(ResultsFolder results, JournalName name) {
    try {
      return Journal.read(name, results.journal(name)).lines();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + results.journal(name), e);
    }
  }

  /** The last that was decided of a run, unless it just went on. */
  Optional<Entry.TrialDecided> last(String runId) {
    return decisions.stream()
        .filter(decided -> decided.runId().equals(runId))
        .reduce((earlier, later) -> later)
        .filter(decided -> !decided.action().goesOn());
  }
}
