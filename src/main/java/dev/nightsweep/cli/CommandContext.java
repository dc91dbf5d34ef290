package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.CommandResult;
import dev.nightsweep.serve.OwnerClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What every command works with.
 *
 * @param owner the results folder that this process owns, when it answers for another process
 * @param commands executes a command line, at the owner's if there is one
 */
record CommandContext(
    Console console,
    Optional<ResultsOwner> owner,
    BiFunction<List<String>, Optional<ResultsOwner>, CommandResult> commands) {

  /** Executes another command line as part of this one, and returns what it prints. */
  CommandResult ask(List<String> arguments) {
    return commands.apply(arguments, owner);
  }

  /** Has the owner of the results folder execute a command line; prints what it answers. */
  int relay(OwnerClient client, List<String> arguments) throws InterruptedException {
    try {
      return console.relay(client.ask(arguments));
    } catch (IOException e) {
      throw UserErrorException.busy(
          "Process %d has the results folder open, but does not answer (%s). Wait for it, or end it."
              .formatted(client.pid(), e));
    }
  }

  /** Owns the folder, runs a sweep in it and what is queued behind; returns the exit code. */
  int run(
      ResultsFolder folder,
      Function<Nightsweep, Spec> spec,
      SessionOptions options,
      SessionListener listener)
      throws InterruptedException {
    try (Nightsweep nightsweep =
        Nightsweep.open(
            folder,
            (arguments, owned) -> commands.apply(arguments, Optional.of(owned)),
            console::message)) {
      Spec first = spec.apply(nightsweep);
      try (SignalHandler signals = SignalHandler.watch(this::sayStopping, nightsweep::interrupt)) {
        return ExitCode.of(nightsweep.runWithQueue(first, options, listener));
      }
    }
  }

  private void sayStopping(String reason) {
    console.message(
        reason + ": the runs under way leave checkpoints; a second time ends them now.");
  }
}
