package dev.nightsweep.store.verify;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sweep's journal tells of one run's attempts. The journal is gone through once for all its
 * runs: it has several lines for each of them.
 */
final class JournaledAttempts {
  /** Of a run that the journal does not mention. */
  static final JournaledAttempts NONE = new JournaledAttempts();

  private final List<Entry.AttemptEnded> ended = new ArrayList<>();
  private final Set<Integer> begun = new HashSet<>();
  private boolean reused;

  private JournaledAttempts() {}

  /** By run id, in the order of the journal. */
  static Map<String, JournaledAttempts> byRun(Journal.Content sweep) {
    Map<String, JournaledAttempts> runs = new LinkedHashMap<>();
    for (JournalLine line : sweep.lines()) {
      if (line.entry() instanceof Entry.AttemptStarted started) {
        of(started.runId(), runs).begun.add(started.attempt());
      } else if (line.entry() instanceof Entry.AttemptEnded end) {
        of(end.runId(), runs).ended.add(end);
      } else if (line.entry() instanceof Entry.RunReused reuse) {
        of(reuse.runId(), runs).reused = true;
      }
    }
    return runs;
  }

  private static JournaledAttempts of(String runId, Map<String, JournaledAttempts> runs) {
    return runs.computeIfAbsent(runId, id -> new JournaledAttempts());
  }

  List<Entry.AttemptEnded> ended() {
    return ended;
  }

  boolean hasBegun(int attempt) {
    return begun.contains(attempt);
  }

  /** Whether the run's lines tell of another run's attempts. */
  boolean isReused() {
    return reused;
  }
}
