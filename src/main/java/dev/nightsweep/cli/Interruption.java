package dev.nightsweep.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (and SIGTERM): what is under way is told to stop, and the Java VM, which is going down, is
 * held until it has put everything away.
 */
final class Interruption implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private volatile boolean came;
  private Runnable stop = () -> {};

  private Interruption() {}

  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** What to do when it comes; at once, if it came already. */
  synchronized void onInterrupt(Runnable action) {
    stop = action;
    if (came) {
      action.run();
    }
  }

  boolean came() {
    return came;
  }

  @Override
  public void close() {
    done.countDown();
    if (!came) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The VM began to go down just now; the hook finds the latch open.
      }
    }
  }

  private void interrupt() {
    synchronized (this) {
      came = true;
      stop.run();
    }
    try {
      boolean inTime = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        System.err.println("nightsweep: could not end cleanly in time; the journals are safe");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
