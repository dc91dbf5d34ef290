package dev.nightsweep.cli.console;

import dev.nightsweep.app.ImportedProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Asks whoever sits at the terminal whether a program of an imported sweep may be started.
 *
 * @param trusted whether the user has said so before
 */
public record TrustQuestion(Console console, boolean trusted) {
  /** Without a terminal nobody can agree. */
  public boolean agrees(ImportedProgram program) {
    if (trusted || !console.isTerminal()) {
      return trusted;
    }
    console.message(program.text());
    console.err().print("Start it? [y/N] ");
    console.err().flush();
    return answer().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static String answer() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
