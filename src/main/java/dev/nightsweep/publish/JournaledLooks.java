package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Judges every look of a sweep again by what was there when it was taken: the plan of that moment,
 * and the attempts that had ended. A store of its own gets the lines of the journals up to each
 * look in turn.
 *
 * @param results where the journals are
 * @param opening opens a store in an empty folder
 * @param programs what the program of a sweep declares
 */
public record JournaledLooks(
    ResultsFolder results, Function<Path, Store> opening, Function<SweepRecord, Catalog> programs)
    implements LookHistory {

  /** Of all looks; none of a sweep whose journals do not let them be judged again. */
  @Override
  public List<LookDifference> contradicted(SweepAnalysis analysis) {
    try {
      return of(analysis.sweep().sweepId()).stream()
          .flatMap(look -> look.differences().stream())
          .toList();
    } catch (RuntimeException e) { // a damaged journal may tell of anything; `verify` says of what
      return List.of();
    }
  }

  /**
   * The looks of a sweep, the first one first; none of a sweep with a damaged journal, which says
   * nothing reliable.
   *
   * @throws UncheckedIOException if a journal cannot be read
   */
  public List<JournaledLook> of(String sweepId) {
    try {
      JournalName name = JournalName.ofSweep(sweepId);
      Journal.Content content = Journal.read(name, results.journal(name));
      boolean compared = content.lines().stream().anyMatch(JournaledLooks::isOfComparison);
      return compared && content.damage().isEmpty() ? judged(sweepId, content) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals of " + sweepId, e);
    }
  }

  private static boolean isOfComparison(JournalLine line) {
    if (line.entry() instanceof Entry.LookTaken taken) {
      return !taken.results().isEmpty();
    }
    return line.entry() instanceof Entry.SweepPlanned planned
        && !planned.plan().header().contrasts().isEmpty();
  }

  private List<JournaledLook> judged(String sweepId, Journal.Content content) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.make();
        Store store = opening.apply(scratch.path())) {
      List<JournaledLook> looks = new ArrayList<>();
      List<JournalLine> lines = new ArrayList<>();
      Map<String, Integer> ended = new LinkedHashMap<>();
      for (JournalLine line : content.lines()) {
        if (line.entry() instanceof Entry.LookTaken) {
          JournalReplay.index(store, lines);
          lines.clear();
          if (!index(store, sweepId, ended) || store.sweep(sweepId).isEmpty()) {
            return List.of();
          }
          looks.add(JournaledLook.of(line, StoredSweep.of(store, sweepId, programs).analysis()));
        } else if (line.entry() instanceof Entry.AttemptEnded end) {
          ended.put(end.runId(), end.attempt());
        } else if (line.entry() instanceof Entry.RunReused reused) {
          ended.put(reused.runId(), Integer.MAX_VALUE);
        }
        lines.add(line);
      }
      return List.copyOf(looks);
    }
  }

  /** Brings the lines of those attempts into the store; false if a journal is damaged. */
  private boolean index(Store store, String sweepId, Map<String, Integer> ended)
      throws IOException {
    List<JournalLine> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> run : ended.entrySet()) {
      JournalName name = JournalName.ofRun(sweepId, run.getKey());
      Journal.Content content = Journal.read(name, results.journal(name));
      if (!content.damage().isEmpty()) {
        return false;
      }
      content.lines().stream()
          .filter(line -> ((Entry.OfRun) line.entry()).attempt() <= run.getValue())
          .forEach(lines::add);
    }
    ended.clear();
    return JournalReplay.index(store, lines).isEmpty();
  }
}
