package dev.nightsweep.app;

import dev.nightsweep.cli.NightsweepCommand;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.serve.CommandServer;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A results folder that this process owns: its store, the store's writer, the owner's port. */
public final class OwnedResults implements AutoCloseable {
  private final ResultsFolder folder;
  private final Store store;
  private final StoreWriter writer;
  private final ResultsOwner desk;
  private final CommandServer owner;

  private OwnedResults(ResultsFolder folder, Store store) {
    this.folder = folder;
    this.store = store;
    this.writer = new StoreWriter(store);
    this.desk = new ResultsOwner(folder, store, writer);
    this.owner =
        CommandServer.start(folder, arguments -> NightsweepCommand.answer(arguments, desk));
  }

  /**
   * Opens the folder for running sweeps, creating it when it is missing.
   *
   * @param messages is told of a database that had to be built anew
   * @throws UserErrorException if another process owns it or it cannot be written
   */
  public static OwnedResults own(
      ResultsFolder folder, InstantSource clock, Consumer<String> messages) {
    refuseIfOwned(folder);
    makeWritable(folder.root());
    Store store = new ResultsDatabase(folder, messages).open();
    try {
      new CatchUp(store, folder, clock).run();
      return new OwnedResults(folder, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  public ResultsFolder folder() {
    return folder;
  }

  public Store store() {
    return store;
  }

  /**
   * The highest worker number that earlier sittings of the sweep have used; 0 if there were none.
   */
  public int workersBefore(String sweepId) {
    return store.sweepAttempts(sweepId).stream().mapToInt(AttemptRecord::worker).max().orElse(0);
  }

  ResultsOwner desk() {
    return desk;
  }

  StoreWriter writer() {
    return writer;
  }

  @Override
  public void close() {
    try (store) {
      owner.close();
      writer.close();
    }
  }

  private static void refuseIfOwned(ResultsFolder folder) {
    Optional<OwnerClient> owner = OwnerClient.find(folder);
    if (owner.isPresent()) {
      throw UserErrorException.busy(
          "Another Nightsweep (process %d) is running a sweep in %s. Maybe wait for it, or give this one a folder of its own with --results."
              .formatted(owner.get().pid(), folder.root()));
    }
  }

  private static void makeWritable(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw notWritable(root);
    }
    if (!Files.isWritable(root)) {
      throw notWritable(root);
    }
  }

  private static UserErrorException notWritable(Path root) {
    return UserErrorException.environment(
        "The results folder %s cannot be written. Maybe name another with --results."
            .formatted(root.toAbsolutePath()));
  }
}
