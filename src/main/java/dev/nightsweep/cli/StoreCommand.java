package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that reads the store; what it answers is its exit code. */
abstract class StoreCommand implements Callable<Integer>, StoreReader.Reading<Integer> {
  private final CommandContext context;
  @Mixin private ResultsOption results;

  StoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer answerNothing() {
    throw UserErrorException.usage(
        "There are no results in %s. Maybe name the folder with --results, or run a sweep first."
            .formatted(folder().root()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new StoreReader(folder(), console()::message).read(this);
  }

  final ResultsFolder folder() {
    return results.folder();
  }

  final Console console() {
    return context.console();
  }
}
