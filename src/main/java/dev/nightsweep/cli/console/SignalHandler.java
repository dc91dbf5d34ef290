package dev.nightsweep.cli.console;

import dev.nightsweep.cli.ExitCode;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and a terminal that closes: the first tells what is under way to stop, the second
 * tells it again, the third ends the process on the spot. The Java VM itself would go down at the
 * first, and hear no second one.
 */
public final class SignalHandler implements AutoCloseable {
  private static final String CTRL_C = "Ctrl-C";

  private final Consumer<String> first;
  private final Object interrupt;
  private final Object terminate;
  private final Object hangUp;
  private Consumer<String> stop = reason -> {};
  private int times;
  private String reason = "";

  private SignalHandler(Consumer<String> first) {
    this.first = first;
    interrupt = Signals.register("INT", () -> signalled(CTRL_C));
    terminate = Signals.register("TERM", () -> signalled("the process was told to end (SIGTERM)"));
    hangUp = Signals.register("HUP", () -> signalled("the terminal was closed"));
  }

  /**
   * Watches from now on.
   *
   * @param first hears the reason when it comes for the first time, whatever is under way
   */
  public static SignalHandler watch(Consumer<String> first) {
    return new SignalHandler(first);
  }

  /** What to do when it comes, each time, with the reason; at once, if it came already. */
  public synchronized void onInterrupt(Consumer<String> action) {
    stop = action;
    if (times > 0) {
      action.accept(reason);
    }
  }

  public synchronized boolean came() {
    return times > 0;
  }

  @Override
  public void close() {
    Signals.unregister("INT", interrupt);
    Signals.unregister("TERM", terminate);
    Signals.unregister("HUP", hangUp);
  }

  private synchronized void signalled(String why) {
    times++;
    if (times > 2) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    if (times == 1) {
      first.accept(why);
    }
    reason = why;
    stop.accept(why);
  }
}
