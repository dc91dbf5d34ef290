package dev.nightsweep.store;

import dev.nightsweep.model.JournalLine;
import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes to a store. Lines are committed in the order of their arrival, all
 * that has arrived as one batch, at most a second after the first of them. Nobody interrupts the
 * thread: an interrupt would close the database under every reader.
 *
 * <p>Safe for use by several threads. When the store fails, every later call throws that failure.
 */
public final class StoreWriter implements AutoCloseable {
  private static final int WAITING_LINES = 10_000;
  private static final int BATCH_LINES = 5_000;
  private static final Duration GATHERING = Duration.ofMillis(250);

  private final JournalIndex store;
  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>(WAITING_LINES);
  private final Thread thread;
  private volatile StoreException failure;

  public StoreWriter(JournalIndex store) {
    this.store = store;
    this.thread = Threads.start("store-writer", this::write, this::failed);
  }

  private sealed interface Item {}

  private record Line(JournalLine line) implements Item {}

  /** Asks that all lines before it be committed now. */
  private record Flush(CountDownLatch done) implements Item {}

  private record Close() implements Item {}

  /** Hands over a line; waits when the store cannot keep up. */
  public void accept(JournalLine line) {
    put(new Line(line));
  }

  /** Returns when every line handed over before is committed. */
  public void flush() {
    Flush flush = new Flush(new CountDownLatch(1));
    put(flush);
    untilDone(() -> flush.done().await(100, TimeUnit.MILLISECONDS) || failure != null);
    throwFailure();
  }

  /** Commits what is waiting and ends the thread. The store stays open. */
  @Override
  public void close() {
    if (thread.isAlive()) {
      put(new Close());
      untilDone(
          () -> {
            thread.join();
            return true;
          });
    }
  }

  private void put(Item item) {
    throwFailure();
    untilDone(
        () -> {
          boolean accepted = waiting.offer(item, 100, TimeUnit.MILLISECONDS);
          throwFailure();
          return accepted;
        });
  }

  /** A wait that may have to be begun again; returns whether what was waited for has come. */
  private interface Wait {
    boolean isOver() throws InterruptedException;
  }

  /** What was journaled must be indexed: an interrupt is passed on after the wait. */
  private static void untilDone(Wait wait) {
    boolean interrupted = false;
    try {
      for (boolean over = false; !over; ) {
        try {
          over = wait.isOver();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void throwFailure() {
    if (failure != null) {
      throw new StoreException(failure.getMessage(), failure);
    }
  }

  private void write() {
    for (boolean open = true; open; ) {
      open = writeBatch();
    }
  }

  private void failed(Throwable why) {
    failure =
        why instanceof StoreException e
            ? e
            : new StoreException("The store failed. " + FailureText.of(why), why);
  }

  /** Commits one batch; false when it ended with a close. */
  private boolean writeBatch() {
    List<JournalLine> lines = new ArrayList<>();
    long until = 0;
    Item last = null;
    for (Item item = next(Long.MAX_VALUE); item != null; item = next(until - System.nanoTime())) {
      last = item;
      if (!(item instanceof Line line)) {
        break;
      }
      until = lines.isEmpty() ? System.nanoTime() + GATHERING.toNanos() : until;
      lines.add(line.line());
      if (lines.size() == BATCH_LINES) {
        break;
      }
    }
    if (!lines.isEmpty()) {
      store.index(lines);
    }
    if (last instanceof Flush flush) {
      flush.done().countDown();
    }
    return !(last instanceof Close);
  }

  private Item next(long nanos) {
    try {
      return waiting.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody may interrupt the store's writer", e);
    }
  }
}
