package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code nightsweep cancel}. */
@Command(
    name = "cancel",
    description = "End a running sweep now; its runs leave checkpoints, and it can be resumed.")
final class CancelCommand extends ControlCommand {
  CancelCommand(CommandContext context) {
    super(context);
  }

  @Override
  String steer(ResultsOwner owner, Optional<String> sweep) {
    String sweepId = owner.cancel(sweep, "asked by `nightsweep cancel`").sweepId();
    return "%s ends now; its runs leave checkpoints. `nightsweep resume` goes on later."
        .formatted(sweepId);
  }
}
