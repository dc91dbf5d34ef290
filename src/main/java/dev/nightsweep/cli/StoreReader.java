package dev.nightsweep.cli;

import dev.nightsweep.app.Publishers;
import dev.nightsweep.app.ResultsDatabase;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.h2.DatabaseCopy;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the store of a results folder. While another process owns it, that process is asked or a
 * copy is read; else the database is opened, caught up with its journals, and closed again.
 *
 * @param messages is told of a database that had to be built anew
 */
record StoreReader(ResultsFolder folder, Consumer<String> messages) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What is wanted of the store. */
  interface Reading<T> {
    /** Answers from the store. */
    T answer(Store store) throws IOException;

    /** Answers where there are no results at all. */
    T answerNothing();

    /** Answers while another process owns the store and may be running a sweep. */
    T answerThrough(OwnerClient owner) throws IOException, InterruptedException;

    /** Answers when the store cannot be opened. */
    default T answerWithout(StoreException failure) throws IOException {
      throw failure;
    }

    /** Opens the store when no other process has it. */
    default Store open(ResultsDatabase database) {
      return database.open();
    }

    /**
     * What to do before answering when no other process has the store.
     *
     * @return what to tell the user of sweeps that had to be left out
     */
    default List<String> prepare(Store store, ResultsFolder folder) {
      CatchUp.Done done = new CatchUp(store, folder, InstantSource.system()).run();
      if (!done.deleted().isEmpty()) {
        Publishers.of(store, folder).publishIndex();
      }
      return done.warnings();
    }
  }

  /** What is wanted of a copy of the database. */
  interface CopyReading<T> {
    T of(H2Store copy) throws IOException, InterruptedException;
  }

  /**
   * Reads a copy of the database as it is now. Whoever has it open is not disturbed, whatever time
   * and memory the reading takes.
   */
  <T> T fromCopy(CopyReading<T> reading) throws IOException, InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.make()) {
      try (H2Store copy = DatabaseCopy.open(folder.root(), scratch.path())) {
        return reading.of(copy);
      } catch (StoreException e) {
        throw scratch.explained(e, folder.database().toFile().length());
      }
    }
  }

  <T> T read(Reading<T> reading) throws IOException, InterruptedException {
    if (!Files.exists(folder.database()) && folder.sweepIds().isEmpty()) {
      return reading.answerNothing();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<OwnerClient> owner = OwnerClient.find(folder);
      if (owner.isPresent()) {
        return reading.answerThrough(owner.get());
      }
      Store opened;
      try {
        opened = reading.open(new ResultsDatabase(folder, messages));
      } catch (StoreBusyException e) {
        // Another command reads just now, or a run is about to say that it is the owner.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(200);
        continue;
      } catch (StoreException e) {
        return reading.answerWithout(e);
      }
      try (Store store = opened) {
        reading.prepare(store, folder).forEach(messages);
        return reading.answer(store);
      }
    }
  }
}
