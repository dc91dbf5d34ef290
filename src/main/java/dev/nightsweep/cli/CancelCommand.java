package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import picocli.CommandLine.Command;

/** {@code nightsweep cancel}. */
@Command(
    name = "cancel",
    description = "End a running sweep now; its runs leave checkpoints, and it can be resumed.")
final class CancelCommand extends ControlCommand {
  @Override
  String steer(ResultsOwner.Running sweep) {
    sweep.control().cancel("asked by `nightsweep cancel`");
    return "%s ends now; its runs leave checkpoints. `nightsweep resume` goes on later."
        .formatted(sweep.sweepId());
  }
}
