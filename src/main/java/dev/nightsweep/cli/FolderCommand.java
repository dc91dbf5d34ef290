package dev.nightsweep.cli;

import dev.nightsweep.journal.ResultsFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A command on a results folder. */
abstract class FolderCommand extends ConsoleCommand {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "The results folder (default: ${DEFAULT-VALUE}).")
  private Path root;

  final ResultsFolder folder() {
    return new ResultsFolder(root);
  }
}
