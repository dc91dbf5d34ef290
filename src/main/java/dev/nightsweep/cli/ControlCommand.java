package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.model.UserErrorException;
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

  /** Asks it of the sweep, and says in a sentence what will happen. */
  abstract String steer(ResultsOwner.Running sweep);

  @Override
  final int answerAtDesk(ResultsOwner desk) {
    Optional<ResultsOwner.Running> running = desk.running();
    if (id != null) {
      String sweepId = new IdResolver(desk.store()).sweep(id).sweepId();
      if (running.filter(r -> r.sweepId().equals(sweepId)).isEmpty()) {
        throw UserErrorException.usage("%s is not running.".formatted(sweepId));
      }
    }
    streams().result(steer(running.orElseThrow(ControlCommand::nothingRuns)));
    return ExitCode.DONE;
  }

  @Override
  final int answer(Store store) {
    if (id != null) {
      throw UserErrorException.usage(
          "%s is not running.".formatted(new IdResolver(store).sweep(id).sweepId()));
    }
    throw nothingRuns();
  }

  private static UserErrorException nothingRuns() {
    return UserErrorException.usage("No sweep is running here.");
  }
}
