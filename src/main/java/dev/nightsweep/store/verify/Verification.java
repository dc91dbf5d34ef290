package dev.nightsweep.store.verify;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Looks for damage in a results folder: in every line of the journals, and in the database by
 * holding it against them. Changes nothing, and may look while a sweep runs.
 */
public final class Verification {
  private final ResultsFolder results;
  private final Function<Path, Store> opening;
  private final UnaryOperator<JournalLine> correction;

  /**
   * @param opening opens a store in a folder, for the comparison
   */
  public Verification(ResultsFolder results, Function<Path, Store> opening) {
    this(results, opening, line -> line);
  }

  /**
   * @param correction gives a journal's line as the database should have it
   */
  public Verification(
      ResultsFolder results, Function<Path, Store> opening, UnaryOperator<JournalLine> correction) {
    this.results = results;
    this.opening = opening;
    this.correction = correction;
  }

  /** The sweeps that the folder or the store knows. */
  public List<String> sweepIds(Store store) throws IOException {
    Set<String> ids = new TreeSet<>(results.sweepIds());
    try {
      store.sweeps().stream().map(SweepRecord::sweepId).forEach(ids::add);
    } catch (StoreException e) {
      // A damaged row: whoever compares the sweeps with their journals comes upon it.
    }
    results.deletedSweepIds().forEach(ids::remove);
    return List.copyOf(ids);
  }

  /** What is wrong with these sweeps and their rows. */
  public List<Defect> defects(Store store, List<String> sweepIds) throws IOException {
    List<Defect> defects = new ArrayList<>(journalDefects(sweepIds));
    try (ScratchFolder scratch = ScratchFolder.make();
        Store fresh = opening.apply(scratch.path())) {
      defects.addAll(new StoreCheck(store, fresh, results, correction).defects(sweepIds));
    }
    return defects;
  }

  /** What is wrong with the journals, and that the store cannot be opened. */
  public List<Defect> defectsWithout(StoreException store) throws IOException {
    List<Defect> defects = new ArrayList<>(journalDefects(results.sweepIds()));
    defects.add(Defect.serious(results.database(), store.getMessage(), StoreCheck.REBUILD));
    return defects;
  }

  private List<Defect> journalDefects(List<String> sweepIds) throws IOException {
    List<Defect> defects = new ArrayList<>();
    for (String sweepId : results.deletedSweepIds()) {
      defects.add(
          Defect.harmless(
              results.deleted(sweepId),
              "The deletion of this sweep was cut short; the next command ends it."));
    }
    for (String sweepId : sweepIds) {
      if (Files.exists(results.sweep(sweepId))) {
        defects.addAll(new JournalCheck(results, sweepId, lines -> {}).defects());
      }
    }
    return defects;
  }
}
