package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;

/** A command that reads the store; what it answers is its exit code. */
abstract class StoreCommand extends FolderCommand implements StoreReader.Reading<Integer> {
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
}
