package dev.nightsweep.cli.console;

import dev.nightsweep.app.ImportedProgram;

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
    return console.isConfirmed("Start it?");
  }
}
