package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.model.UserErrorException;
import picocli.CommandLine.Command;

/** {@code nightsweep pause}. */
@Command(
    name = "pause",
    description = "Free the processors for a while: runs leave checkpoints, until `resume`.")
final class PauseCommand extends ControlCommand {
  @Override
  String steer(ResultsOwner.Running sweep) {
    if (!sweep.control().pause("asked by `nightsweep pause`")) {
      throw UserErrorException.usage(
          "%s is paused already, or about to end.".formatted(sweep.sweepId()));
    }
    return "%s is paused; `nightsweep resume` goes on.".formatted(sweep.sweepId());
  }
}
