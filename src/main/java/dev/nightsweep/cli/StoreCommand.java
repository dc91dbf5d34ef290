package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import java.io.IOException;

/** A command that reads the store; what it answers is its exit code. */
abstract class StoreCommand extends FolderCommand implements StoreReader.Reading<Integer> {

  /** Reads a copy of the database, which another process may have open. */
  final <T> T fromCopy(StoreReader.CopyReading<T> reading)
      throws IOException, InterruptedException {
    return reader().fromCopy(reading);
  }

  @Override
  public Integer answerThrough(OwnerClient owner) throws IOException, InterruptedException {
    return fromCopy(this::answer);
  }

  @Override
  public Integer answerNothing() {
    throw UserErrorException.usage(
        "There are no results in %s. Maybe name the folder with --results, or run a sweep first."
            .formatted(folder().root()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return reader().read(this);
  }

  private StoreReader reader() {
    return new StoreReader(folder(), console()::message);
  }
}
