package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.process.Threads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the journals of a draft, each forced to the disk. Several threads do it: a disk forces
 * many files at once in hardly more time than one, and a search has thousands.
 */
record DraftJournals(ResultsFolder draft, String sweepId) {
  private static final int THREADS = 8;

  void write(List<SweepFile.Part> parts) throws IOException {
    Queue<SweepFile.Part> left = new ConcurrentLinkedQueue<>(parts);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(THREADS, parts.size()); i++) {
      threads.add(
          Threads.start(
              "draft-" + i,
              () -> writeAll(left, failure),
              thrown -> failure.compareAndSet(null, thrown)));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    rethrow(failure.get());
  }

  private static void join(Thread thread) throws InterruptedIOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof RuntimeException runtime) {
      throw runtime;
    } else if (failure instanceof Error error) {
      throw error;
    }
  }

  private void writeAll(Queue<SweepFile.Part> left, AtomicReference<Throwable> failure) {
    SweepFile.Part part = left.poll();
    while (part != null && failure.get() == null) {
      try {
        write(part);
      } catch (IOException e) {
        failure.compareAndSet(null, e);
      }
      part = left.poll();
    }
  }

  private void write(SweepFile.Part part) throws IOException {
    JournalName name =
        part.runId()
            .map(runId -> JournalName.ofRun(sweepId, runId))
            .orElseGet(() -> JournalName.ofSweep(sweepId));
    try (Journal journal = Journal.open(name, draft.journal(name))) {
      for (Entry entry : part.entries()) {
        journal.write(entry);
      }
      journal.sync();
    }
  }
}
