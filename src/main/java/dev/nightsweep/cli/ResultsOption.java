package dev.nightsweep.cli;

import dev.nightsweep.journal.ResultsFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --results}. */
final class ResultsOption {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "The results folder (default: ${DEFAULT-VALUE}).")
  private Path root;

  ResultsFolder folder() {
    return new ResultsFolder(root);
  }
}
