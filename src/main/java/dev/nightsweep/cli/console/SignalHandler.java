package dev.nightsweep.cli.console;

import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and a terminal that closes: the first tells what is under way to stop, the second
 * tells it again, the third ends the process on the spot. The Java VM itself would go down at the
 * first, and hear no second one.
 */
public final class SignalHandler {
  /** Of a process that ended by Ctrl-C. */
  public static final int EXIT_CODE = 130;

  private static final String CTRL_C = "Ctrl-C";

  private final Consumer<String> first;
  private final Consumer<String> each;
  private final Object interrupt;
  private final Object terminate;
  private final Object hangUp;
  private int times;

  private SignalHandler(Consumer<String> first, Consumer<String> each) {
    this.first = first;
    this.each = each;
    interrupt = Signals.register("INT", () -> signalled(CTRL_C));
    terminate = Signals.register("TERM", () -> signalled("the process was told to end (SIGTERM)"));
    hangUp = Signals.register("HUP", () -> signalled("the terminal was closed"));
  }

  /** What is done while signals are heard. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /**
   * Does some work and hears signals meanwhile.
   *
   * @param first hears the reason when it comes for the first time
   * @param each hears it each time, after {@code first}
   */
  public static <T, E extends Exception> T during(
      Consumer<String> first, Consumer<String> each, Work<T, E> work)
      throws E, InterruptedException {
    SignalHandler handler = new SignalHandler(first, each);
    try {
      return work.run();
    } finally {
      handler.close();
    }
  }

  private void close() {
    Signals.unregister("INT", interrupt);
    Signals.unregister("TERM", terminate);
    Signals.unregister("HUP", hangUp);
  }

  private synchronized void signalled(String why) {
    times++;
    if (times > 2) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    if (times == 1) {
      first.accept(why);
    }
    each.accept(why);
  }
}
