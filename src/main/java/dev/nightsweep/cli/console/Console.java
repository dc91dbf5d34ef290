package dev.nightsweep.cli.console;

import java.io.PrintStream;

/**
 * Where a command prints: results to {@code out}, progress and messages to {@code err}.
 *
 * @param columns how wide the terminal is that {@code err} can show moving bars on; 0 if it is none
 */
public record Console(PrintStream out, PrintStream err, int columns) {

  public boolean isTerminal() {
    return columns > 0;
  }

  public void result(Object text) {
    out.println(text);
  }

  public void message(Object text) {
    err.println(text);
  }
}
