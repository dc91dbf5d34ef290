package dev.nightsweep.schedule;

/**
 * What a running sweep is asked to do. Anybody may ask, from any thread; the sweep's thread looks.
 * A request to end is never taken back, only made more urgent.
 */
public final class Control {
  private Request request = new Request(Wish.RUN, "");
  private boolean interrupted;

  /** What is wanted of a sweep, the more urgent the later. */
  public enum Wish {
    RUN,
    /** Runs under way leave checkpoints; nothing is started until it is resumed. */
    PAUSE,
    /** Nothing new is started; runs under way are trained to their ends. */
    STOP,
    /** Runs under way leave checkpoints and end. */
    CANCEL,
    /** End now; the last checkpoints stand. */
    ABANDON
  }

  /** A wish, and why, in words. */
  public record Request(Wish wish, String reason) {}

  /** What is wanted now. */
  public synchronized Request now() {
    return request;
  }

  /** Lets the processors go until {@link #resume}; nothing if the sweep is to end. */
  public synchronized boolean pause(String reason) {
    return replace(Wish.RUN, new Request(Wish.PAUSE, reason));
  }

  /** Goes on after {@link #pause}. */
  public synchronized boolean resume() {
    return replace(Wish.PAUSE, new Request(Wish.RUN, ""));
  }

  public synchronized void stop(String reason) {
    urge(Wish.STOP, reason);
  }

  public synchronized void cancel(String reason) {
    urge(Wish.CANCEL, reason);
  }

  /** What Ctrl-C means: at first a cancel, then the end. */
  public synchronized void interrupt(String reason) {
    interrupted = true;
    urge(request.wish().compareTo(Wish.CANCEL) < 0 ? Wish.CANCEL : Wish.ABANDON, reason);
  }

  /** Whether it was asked by {@link #interrupt}. */
  public synchronized boolean wasInterrupted() {
    return interrupted;
  }

  private boolean replace(Wish expected, Request next) {
    boolean fits = request.wish() == expected;
    request = fits ? next : request;
    return fits;
  }

  private void urge(Wish wish, String reason) {
    if (wish.compareTo(request.wish()) > 0) {
      request = new Request(wish, reason);
    }
  }
}
