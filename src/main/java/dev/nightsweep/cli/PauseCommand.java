package dev.nightsweep.cli;

import picocli.CommandLine.Command;

/** {@code nightsweep pause}. */
@Command(
    name = "pause",
    description = "Free the processors for a while: runs leave checkpoints, until `resume`.")
final class PauseCommand extends ControlCommand {
  @Override
  String steer(Desk.Running sweep) {
    if (!sweep.control().pause("asked by `nightsweep pause`")) {
      throw UserErrorException.usage(
          "%s is paused already, or about to end.".formatted(sweep.sweepId()));
    }
    return "%s is paused; `nightsweep resume` goes on.".formatted(sweep.sweepId());
  }
}
