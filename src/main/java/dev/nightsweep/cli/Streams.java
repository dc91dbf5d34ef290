package dev.nightsweep.cli;

import java.io.PrintStream;

/**
 * Where a command prints: results to {@code out}, progress and messages to {@code err}.
 *
 * @param live whether {@code err} is a terminal that can show moving bars
 */
record Streams(PrintStream out, PrintStream err, boolean live) {

  void result(Object text) {
    out.println(text);
  }

  void message(Object text) {
    err.println(text);
  }
}
