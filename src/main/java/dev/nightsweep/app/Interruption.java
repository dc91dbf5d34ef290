package dev.nightsweep.app;

import java.util.function.Consumer;

/** A user's wish that what is under way end; safe for use by several threads. */
public final class Interruption {
  private Consumer<String> action = reason -> {};
  private String reason = "";
  private boolean came;

  /** Tells what is under way to end; told again, it ends sooner. */
  public synchronized void interrupt(String why) {
    came = true;
    reason = why;
    action.accept(why);
  }

  /** What to do when it comes, each time, with the reason; at once, if it came already. */
  public synchronized void onInterrupt(Consumer<String> next) {
    action = next;
    if (came) {
      next.accept(reason);
    }
  }

  public synchronized boolean came() {
    return came;
  }
}
