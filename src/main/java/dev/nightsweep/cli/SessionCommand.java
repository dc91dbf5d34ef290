package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.app.SteeringText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.model.Spec;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import java.util.function.Function;

/** A command that runs a sweep, or has the owner of the folder run it. */
abstract class SessionCommand extends FolderCommand {

  /** Says what the owner of the folder will do with a sweep. */
  final int queued(OwnerClient owner, OwnerCommands.Queued queued) {
    console().result(SteeringText.of(queued, owner.pid()));
    return ExitCode.DONE;
  }

  /** Owns the folder, runs a sweep in it and what is queued behind; returns the exit code. */
  final int run(Function<Nightsweep, Spec> spec, SessionOptions options, SessionListener listener)
      throws InterruptedException {
    try (Nightsweep nightsweep = Nightsweep.open(folder(), console()::message)) {
      Spec first = spec.apply(nightsweep);
      return SignalHandler.during(
          this::sayStopping,
          nightsweep::interrupt,
          () -> ExitCode.of(nightsweep.runWithQueue(first, options, listener)));
    }
  }

  private void sayStopping(String reason) {
    console().message(reason + ": saving checkpoints; a second Ctrl-C or SIGTERM kills the runs.");
  }
}
