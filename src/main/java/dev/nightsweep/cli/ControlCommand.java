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

  ControlCommand(CommandContext context) {
    super(context);
  }

  /** Asks it of the sweep that is meant, or that runs, and says in a sentence what will happen. */
  abstract String steer(ResultsOwner owner, Optional<String> sweep);

  @Override
  final int answerAsOwner(ResultsOwner owner) {
    console().result(steer(owner, Optional.ofNullable(id)));
    return ExitCode.DONE;
  }

  @Override
  final int answer(Store store) {
    throw UserErrorException.usage(
        id == null
            ? "No sweep is running here."
            : "%s is not running.".formatted(new IdResolver(store).sweep(id).sweepId()));
  }
}
