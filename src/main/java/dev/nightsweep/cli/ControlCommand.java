package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.SteeringText;
import dev.nightsweep.app.TrackedSweeps;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A command that steers the sweep that another process runs. */
abstract class ControlCommand extends StoreCommand {
  @Parameters(
      paramLabel = "SWEEP",
      arity = "0..1",
      description = "Id or unique prefix (default: the one that runs).")
  private String id;

  private final OwnerCommands.Wish wish;

  ControlCommand(OwnerCommands.Wish wish) {
    this.wish = wish;
  }

  @Override
  public final Integer answerThrough(OwnerClient owner) {
    OwnerCommands.Steer command = new OwnerCommands.Steer(wish, Optional.ofNullable(id));
    console().result(SteeringText.of(wish, owner.steer(command)));
    return ExitCode.DONE;
  }

  @Override
  public final Integer answer(Store store) {
    throw id == null
        ? UserErrorException.usage("No sweep is running here.")
        : TrackedSweeps.notRunning(new IdResolver(store).sweep(id));
  }
}
