package dev.nightsweep.store.verify;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Builds a database anew from the journals. It is built beside the old one, which it replaces when
 * it is whole; the old one is kept under another name.
 */
public final class DatabaseRebuild {
  private static final int LINES_AT_ONCE = 5_000;

  private final ResultsFolder results;
  private final Function<Path, Store> opening;
  private final UnaryOperator<JournalLine> correction;
  private final List<Defect> defects = new ArrayList<>();
  private final List<JournalLine> gathered = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();

  /**
   * @param correction gives a journal's line as the database should have it
   */
  public DatabaseRebuild(
      ResultsFolder results, Function<Path, Store> opening, UnaryOperator<JournalLine> correction) {
    this.correction = correction;
    this.results = results;
    this.opening = opening;
  }

  /**
   * What came of it.
   *
   * @param sweeps how many sweeps the new database holds
   * @param defects what of the journals could not be used, and which sweeps are lost
   */
  public record Built(int sweeps, List<Defect> defects) {
    public Built {
      defects = List.copyOf(defects);
    }
  }

  /**
   * Builds the new database, in a folder of its own.
   *
   * @param known the ids of the sweeps that the old database has
   */
  public Built build(Set<String> known) throws IOException {
    ResultsFolder draft = draft();
    Set<String> lost = new TreeSet<>(known);
    results.deletedSweepIds().forEach(lost::remove);
    try (Store store = opening.apply(draft.root())) {
      for (String sweepId : results.sweepIds()) {
        lost.remove(sweepId);
        defects.addAll(new JournalCheck(results, sweepId, lines -> gather(store, lines)).defects());
      }
      index(store);
      lost.stream().map(this::lost).forEach(defects::add);
      return new Built(store.sweeps().size(), defects);
    }
  }

  private Defect lost(String sweepId) {
    return Defect.serious(
        results.sweep(sweepId),
        "The old database has a sweep %s. It has no journal here, so the new one lacks it."
            .formatted(sweepId),
        "Bring its folder back from a backup, and rebuild again.");
  }

  /**
   * Puts the new database in the old one's place. Nobody may have either open.
   *
   * @return where the old one is now, if there was one
   */
  public Optional<Path> replace() throws IOException {
    Optional<Path> kept = Optional.empty();
    if (Files.exists(results.database())) {
      kept = Optional.of(freeName());
      Files.move(results.database(), kept.get());
    }
    Files.move(draft().database(), results.database(), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(draft().root());
    return kept;
  }

  /** Removes what an earlier attempt left that did not come to its end. */
  public void clear() throws IOException {
    if (Files.exists(draft().root())) {
      ResultsFolder.remove(draft().root());
    }
  }

  private ResultsFolder draft() {
    return new ResultsFolder(results.root().resolve(".rebuild"));
  }

  private Path freeName() {
    String name = results.database().getFileName() + ".old-";
    int number = 1;
    while (Files.exists(results.root().resolve(name + number))) {
      number++;
    }
    return results.root().resolve(name + number);
  }

  /** The plan alone first: without it nothing of its sweep can be used, and one defect says so. */
  private void gather(Store store, List<JournalLine> lines) {
    List<JournalLine> corrected = lines.stream().map(correction).toList();
    if (!corrected.isEmpty() && corrected.get(0).journal().runId().isEmpty()) {
      index(store);
      gathered.add(corrected.get(0));
      index(store);
      String sweepId = corrected.get(0).journal().sweepId();
      if (store.state(sweepId).isEmpty()) {
        leftOut.add(sweepId);
      }
    }
    corrected.stream()
        .filter(line -> !leftOut.contains(line.journal().sweepId()))
        .forEach(gathered::add);
    if (gathered.size() >= LINES_AT_ONCE) {
      index(store);
    }
  }

  private void index(Store store) {
    JournalReplay.index(store, gathered)
        .forEach(
            refusal -> defects.add(Defect.serious(results.root(), refusal, JournalCheck.LOST)));
    gathered.clear();
  }
}
