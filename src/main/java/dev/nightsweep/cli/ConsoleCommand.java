package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command that is called under another one, on whose console it prints. */
abstract class ConsoleCommand implements Callable<Integer> {
  @ParentCommand private Parent parent;

  /** The command above. */
  interface Parent {
    Console console();
  }

  final Console console() {
    return parent.console();
  }
}
