package dev.nightsweep.schedule;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.store.JournalIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Deletes sweeps with all their files. The first step is one rename, after which no command takes
 * the folder for a sweep any more; whatever kills the rest, {@link #finish} ends it.
 */
public final class Deletion {
  private final JournalIndex store;
  private final ResultsFolder results;

  public Deletion(JournalIndex store, ResultsFolder results) {
    this.store = store;
    this.results = results;
  }

  /** Deletes a sweep that is not running: its folder, or its rows, or both. */
  public void delete(String sweepId) {
    try {
      if (Files.exists(results.sweep(sweepId))) {
        Files.move(
            results.sweep(sweepId), results.deleted(sweepId), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + results.sweep(sweepId), e);
    }
    erase(sweepId);
  }

  /** Ends the deletions that were cut short; returns the ids of their sweeps. */
  public List<String> finish() {
    try {
      List<String> unfinished = results.deletedSweepIds();
      unfinished.forEach(this::erase);
      return unfinished;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + results.root(), e);
    }
  }

  private void erase(String sweepId) {
    store.delete(sweepId);
    try {
      if (Files.exists(results.deleted(sweepId))) {
        ResultsFolder.remove(results.deleted(sweepId));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + results.deleted(sweepId), e);
    }
  }
}
