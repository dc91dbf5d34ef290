package dev.nightsweep.schedule;

import dev.nightsweep.journal.JournalBusyException;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepLock;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.JournalIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

  /**
   * Deletes a sweep that is not running: its folder, or its rows, or both.
   *
   * @throws UserErrorException if a session writes its journal
   */
  public void delete(String sweepId) {
    Path sweep = results.sweep(sweepId);
    try {
      if (Files.isDirectory(sweep, LinkOption.NOFOLLOW_LINKS)) {
        refuseIfWritten(sweepId);
      }
      if (Files.exists(sweep, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(sweep, results.deleted(sweepId), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + sweep, e);
    }
    erase(sweepId);
  }

  /** Where there can be no lock, nobody writes a journal. */
  private void refuseIfWritten(String sweepId) {
    try {
      SweepLock.take(results.sweep(sweepId)).close();
    } catch (JournalBusyException e) {
      throw SweepLog.inUse(sweepId);
    } catch (IOException e) {
      // A folder that is damaged like that can still be deleted.
    }
  }

  /**
   * Ends the deletions that were cut short.
   *
   * @param unfinished is told of a folder that cannot be removed
   * @return the ids of their sweeps
   */
  public List<String> finish(Consumer<String> unfinished) {
    try {
      List<String> ended = new ArrayList<>();
      for (String sweepId : results.deletedSweepIds()) {
        try {
          erase(sweepId);
          ended.add(sweepId);
        } catch (UncheckedIOException e) {
          unfinished.accept("%s: %s".formatted(e.getMessage(), e.getCause().getMessage()));
        }
      }
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + results.root(), e);
    }
  }

  private void erase(String sweepId) {
    store.delete(sweepId);
    try {
      if (Files.exists(results.deleted(sweepId), LinkOption.NOFOLLOW_LINKS)) {
        ResultsFolder.remove(results.deleted(sweepId));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + results.deleted(sweepId), e);
    }
  }
}
