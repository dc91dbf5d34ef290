package dev.nightsweep.store.verify;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Table;
import dev.nightsweep.store.Contents;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Checks a store against the journals, row by row: what it keeps of each journal must be what a new
 * store makes of the same lines. Changes neither; the store may be in use meanwhile.
 */
final class StoreCheck {
  static final String REBUILD = "`nightsweep rebuild` builds it anew from the journals.";
  private static final int RUNS_AT_ONCE = 100;

  private final Store store;
  private final Store fresh;
  private final ResultsFolder results;
  private final UnaryOperator<JournalLine> correction;
  private final List<Defect> defects = new ArrayList<>();

  /**
   * @param fresh empty at first, and of no other use
   * @param correction gives a journal's line as a store should have it
   */
  StoreCheck(
      Store store, Store fresh, ResultsFolder results, UnaryOperator<JournalLine> correction) {
    this.correction = correction;
    this.store = store;
    this.fresh = fresh;
    this.results = results;
  }

  /** A journal as the store has it and as it stands on disk. */
  private record Pair(JournalName name, Contents stored, Journal.Content journal) {
    /** The lines that the store says it has. */
    List<JournalLine> seen() {
      return journal.lines().stream().filter(l -> l.seq() <= stored.position()).toList();
    }
  }

  List<Defect> defects(List<String> sweepIds) {
    try {
      store.contradictions().forEach(this::add);
      different(store.definitions(), fresh.definitions()).forEach(this::add);
    } catch (RuntimeException e) {
      add("It cannot be read to its end: " + e.getMessage());
    }
    for (String sweepId : sweepIds) {
      try {
        checkSweep(sweepId);
      } catch (RuntimeException e) { // a damaged row may hold anything, and break any reading of it
        add("What it holds of %s cannot be read: %s".formatted(sweepId, e.getMessage()));
      } catch (IOException e) {
        // The check of the journals tells of those that cannot be read.
      }
    }
    return List.copyOf(defects);
  }

  private void checkSweep(String sweepId) throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    if (!Files.exists(results.journal(name))) {
      if (store.sweep(sweepId).isPresent()) {
        defects.add(missing(results, sweepId));
      }
      return;
    }
    Pair sweep = pair(name);
    boolean behindIsFine = isOpen(sweepId, sweep.journal());
    if (!compare(List.of(sweep), behindIsFine) || sweep.stored().position() == 0) {
      return; // what cannot be built anew cannot be compared
    }
    Set<String> runIds = new TreeSet<>(results.runIds(sweepId));
    store.runs(sweepId).stream().map(RunRecord::runId).forEach(runIds::add);
    List<Pair> runs = new ArrayList<>();
    for (String runId : runIds) {
      runs.add(pair(JournalName.ofRun(sweepId, runId)));
      if (runs.size() == RUNS_AT_ONCE) {
        compare(runs, behindIsFine);
        runs.clear();
      }
    }
    compare(runs, behindIsFine);
  }

  /** What to say of a sweep that a database has rows of, and nothing else. */
  static Defect missing(ResultsFolder results, String sweepId) {
    return Defect.serious(
        results.journal(JournalName.ofSweep(sweepId)),
        "The journal of a sweep that the database knows is missing.",
        "Bring it back from a backup, or `nightsweep delete %s`.".formatted(sweepId));
  }

  /** Whether lines may be missing in the store because the next command indexes them. */
  private boolean isOpen(String sweepId, Journal.Content journal) {
    SweepState state =
        store.sweep(sweepId).map(SweepRecord::state).orElseGet(() -> lastState(journal));
    return state == SweepState.RUNNING || state == SweepState.PAUSED;
  }

  private static SweepState lastState(Journal.Content journal) {
    return journal.lines().stream()
        .map(JournalLine::entry)
        .filter(Entry.SweepChanged.class::isInstance)
        .map(changed -> ((Entry.SweepChanged) changed).state())
        .reduce(SweepState.RUNNING, (before, after) -> after);
  }

  /** Reads the store first: a journal only grows, so it holds all that the store has seen. */
  private Pair pair(JournalName name) {
    Contents stored = store.contents(name);
    return new Pair(name, stored, JournalCheck.read(name, results.journal(name)));
  }

  /** Compares what can be compared; whether that was all. */
  private boolean compare(List<Pair> pairs, boolean behindIsFine) {
    List<Pair> sound = pairs.stream().filter(pair -> pair.journal().damage().isEmpty()).toList();
    JournalReplay.index(
            fresh, sound.stream().flatMap(pair -> pair.seen().stream()).map(correction).toList())
        .forEach(this::add);
    for (Pair pair : sound) {
      comparePositions(pair, behindIsFine);
      if (pair.journal().lastSeq() >= pair.stored().position()) {
        String where = pair.name().runId().orElse(pair.name().sweepId());
        different(pair.stored(), fresh.contents(pair.name()))
            .forEach(difference -> add(where + ": " + difference));
      }
    }
    return sound.size() == pairs.size();
  }

  private void comparePositions(Pair pair, boolean behindIsFine) {
    long written = pair.journal().lastSeq();
    long seen = pair.stored().position();
    if (seen > written) {
      defects.add(
          Defect.serious(
              results.journal(pair.name()),
              "Its end is cut off: it has %d lines, and the database has seen %d."
                  .formatted(written, seen),
              JournalCheck.LOST));
    } else if (seen < written && behindIsFine) {
      defects.add(
          Defect.harmless(
              results.database(),
              "Lines %d to %d of %s are not indexed yet; the next command does that."
                  .formatted(seen + 1, written, results.journal(pair.name()))));
    } else if (seen < written) {
      add(
          "It knows %d of the %d lines of %s."
              .formatted(seen, written, results.journal(pair.name())));
    }
  }

  /** What differs, a sentence for each table. */
  private static List<String> different(Contents stored, Contents expected) {
    Map<String, String> differences = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>(stored.tables().keySet());
    names.addAll(expected.tables().keySet());
    Table none = new Table(List.of(), List.of());
    for (String name : names) {
      List<List<Object>> found = stored.tables().getOrDefault(name, none).rows();
      List<List<Object>> wanted = expected.tables().getOrDefault(name, none).rows();
      if (!found.equals(wanted)) {
        differences.put(name, sentence(name, found, wanted));
      }
    }
    return List.copyOf(differences.values());
  }

  private static String sentence(
      String table, List<List<Object>> found, List<List<Object>> wanted) {
    if (found.size() != wanted.size()) {
      return "%d rows of %s, where there should be %d."
          .formatted(found.size(), table, wanted.size());
    }
    long different = 0;
    for (int i = 0; i < found.size(); i++) {
      different += found.get(i).equals(wanted.get(i)) ? 0 : 1;
    }
    return "%d of %d rows of %s differ from what they should be."
        .formatted(different, found.size(), table);
  }

  private void add(String problem) {
    defects.add(Defect.serious(results.database(), problem, REBUILD));
  }
}
