package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a store of one's own up with the journals of a results folder that another process may be
 * writing to. It only reads the folder, so whoever writes is never disturbed. Safe for use by
 * several threads.
 */
public final class Follower {
  private final Store store;
  private final ResultsFolder results;
  private final Map<Path, Seen> seen = new HashMap<>();

  private record Seen(long size, FileTime modified) {}

  /**
   * @param store indexes what is read; nobody else writes to it
   */
  public Follower(Store store, ResultsFolder results) {
    this.store = store;
    this.results = results;
  }

  /**
   * Reads what is new.
   *
   * @return whether there was anything
   */
  public synchronized boolean catchUp() {
    try {
      boolean news = forgetDeleted();
      for (String sweepId : results.sweepIds()) {
        news |= read(sweepId);
      }
      return news;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + results.root(), e);
    }
  }

  /** One that cannot be read keeps nobody from the others. */
  private boolean read(String sweepId) {
    boolean news = false;
    try {
      news = read(JournalName.ofSweep(sweepId));
      for (RunRecord run : store.runs(sweepId)) {
        news |= read(JournalName.ofRun(sweepId, run.runId()));
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Whoever opens the results folder is told of it.
    }
    return news;
  }

  private boolean forgetDeleted() throws IOException {
    List<String> there = results.sweepIds();
    List<String> gone =
        store.sweeps().stream()
            .map(sweep -> sweep.sweepId())
            .filter(sweepId -> !there.contains(sweepId))
            .toList();
    gone.forEach(store::delete);
    gone.forEach(sweepId -> seen.keySet().removeIf(p -> p.startsWith(results.sweep(sweepId))));
    return !gone.isEmpty();
  }

  private boolean read(JournalName name) throws IOException {
    Path file = results.journal(name);
    if (!Files.exists(file)) {
      return false;
    }
    Seen now = new Seen(Files.size(file), Files.getLastModifiedTime(file));
    if (now.equals(seen.put(file, now))) {
      return false;
    }
    long known = store.position(name);
    List<JournalLine> lines =
        Journal.read(name, file).lines().stream().filter(line -> line.seq() > known).toList();
    JournalReplay.index(store, lines); // a refused line stands behind damage, of which verify tells
    return !lines.isEmpty();
  }
}
