package dev.nightsweep.store;

import static dev.nightsweep.model.Fixtures.SWEEP;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store under test, and lines to index in it. */
public interface ContractedStore {
  String N1 = Fixtures.run(SWEEP, 'n', 1);
  String L1 = Fixtures.run(SWEEP, 'l', 1);
  String L2 = Fixtures.run(SWEEP, 'l', 2);
  String N3 = Fixtures.run(SWEEP, 'n', 3);

  /** The store under test: empty at first, the same one during a test. */
  Store store();

  /** Another empty store; the caller closes it. */
  Store anotherStore();

  /** All that can be read from a store, whichever way: equal contents, equal maps. */
  default Map<String, List<String>> everything(Store store) {
    Map<String, List<String>> all = new TreeMap<>();
    all.put("ids", store.idsStartingWith(""));
    all.put("trained", List.of(new TreeMap<>(store.trained()).toString()));
    for (SweepRecord sweep : store.sweeps()) {
      String id = sweep.sweepId();
      all.put(id, List.of(sweep.toString()));
      all.put(id + " runs", texts(store.runs(id)));
      all.put(id + " attempts", texts(store.sweepAttempts(id)));
      all.put(id + " curves", texts(store.sweepCurves(id).entrySet()));
      all.put(id + " load", texts(store.systemCurves(id, "cpu_load").entrySet()));
      all.put(id + " environments", texts(store.sweepEnvironments(id).entrySet()));
      all.put(id + " models", texts(store.sweepModels(id).entrySet()));
      all.put(id + " results", texts(store.sweepResults(id).entrySet()));
      all.put(id + " looks", texts(store.looks(id)));
      all.put(id + " said", store.said(id));
      all.put(id + " lock", texts(store.lock(id).stream().toList()));
      all.put(id + " repeated", List.of(store.repeated(id).toString()));
      all.put(id + " notes", texts(store.notes(id)));
    }
    return all;
  }

  private static List<String> texts(Collection<?> parts) {
    return parts.stream().map(Object::toString).toList();
  }

  static List<JournalLine> lines(JournalName journal, List<Entry> entries) {
    List<JournalLine> lines = new ArrayList<>();
    entries.forEach(entry -> lines.add(new JournalLine(journal, lines.size() + 1L, entry)));
    return lines;
  }

  static JournalLine ofSweep(long seq, Entry entry) {
    return new JournalLine(JournalName.ofSweep(SWEEP), seq, entry);
  }

  static Entry.RunStarted started(int attempt, Start start) {
    return new Entry.RunStarted(
        attempt, Fixtures.environment(), Optional.empty(), start, Fixtures.START);
  }

  static Entry.EpochFinished epoch(int attempt, int epoch, double reading) {
    return new Entry.EpochFinished(
        attempt, epoch, Map.of("m", reading), Map.of("m", -reading), Fixtures.START);
  }
}
