package dev.nightsweep.cli;

import dev.nightsweep.app.Publishers;
import dev.nightsweep.app.ResultsDatabase;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that reads the store. While another process owns it, that process answers; else the
 * database is opened, caught up with its journals, and closed again.
 */
abstract class StoreCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CommandContext context;
  @Mixin private ResultsOption results;
  @Spec private CommandSpec spec;

  StoreCommand(CommandContext context) {
    this.context = context;
  }

  /** Answers from the store and returns the exit code. */
  abstract int answer(Store store) throws IOException;

  /** Answers in the process that owns the folder and may be running a sweep. */
  int answerAsOwner(ResultsOwner owner) throws IOException {
    return answer(owner.store());
  }

  /** What to do when there are no results at all. */
  int answerNothing() {
    throw UserErrorException.usage(
        "There are no results in %s. Maybe name the folder with --results, or run a sweep first."
            .formatted(folder().root()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (context.owner().isPresent()) {
      return answerAsOwner(context.owner().get());
    }
    if (!Files.exists(folder().database()) && folder().sweepIds().isEmpty()) {
      return answerNothing();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<OwnerClient> owner = OwnerClient.find(folder());
      if (owner.isPresent()) {
        return context.relay(owner.get(), argumentsForOwner());
      }
      Store opened;
      try {
        opened = new ResultsDatabase(folder(), console()::message).open();
      } catch (StoreBusyException e) {
        // Another command reads just now, or a run is about to say that it is the owner.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(200);
        continue;
      } catch (StoreException e) {
        return answerWithout(e);
      }
      try (Store store = opened) {
        prepare(store);
        return answer(store);
      }
    }
  }

  /** What to do before answering when no other process has the store. */
  void prepare(Store store) {
    if (!new CatchUp(store, folder(), InstantSource.system()).run().isEmpty()) {
      Publishers.of(store, folder()).publishIndex();
    }
  }

  /** What to do when the store cannot be opened. */
  int answerWithout(StoreException failure) throws IOException {
    throw failure;
  }

  /** How the owner is told the arguments, which may be at work in another folder. */
  List<String> relayed(List<String> arguments) {
    return arguments;
  }

  /** What to add to the arguments before the owner gets them. */
  List<String> consent() {
    return List.of();
  }

  final ResultsFolder folder() {
    return results.folder();
  }

  /** Whether this process owns the store and answers for another one. */
  final boolean isOwner() {
    return context.owner().isPresent();
  }

  final Console console() {
    return context.console();
  }

  /** The owner may have been started elsewhere: it is told the folder by its whole path. */
  private List<String> argumentsForOwner() {
    List<String> arguments =
        new ArrayList<>(relayed(spec.root().commandLine().getParseResult().originalArgs()));
    arguments.addAll(consent());
    arguments.addAll(List.of("--results", folder().root().toAbsolutePath().toString()));
    return arguments;
  }
}
