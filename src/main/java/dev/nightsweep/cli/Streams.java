package dev.nightsweep.cli;

import dev.nightsweep.serve.Answer;
import java.io.PrintStream;

/**
 * Where a command prints: results to {@code out}, progress and messages to {@code err}.
 *
 * @param columns how wide the terminal is that {@code err} can show moving bars on; 0 if it is none
 */
record Streams(PrintStream out, PrintStream err, int columns) {

  boolean isTerminal() {
    return columns > 0;
  }

  void result(Object text) {
    out.println(text);
  }

  void message(Object text) {
    err.println(text);
  }

  /** Prints what another process answered, and returns its exit code. */
  int relay(Answer answer) {
    out.print(answer.out());
    err.print(answer.err());
    return answer.exitCode();
  }
}
