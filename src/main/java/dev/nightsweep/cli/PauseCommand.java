package dev.nightsweep.cli;

import dev.nightsweep.serve.OwnerCommands;
import picocli.CommandLine.Command;

/** {@code nightsweep pause}. */
@Command(
    name = "pause",
    description = "Free the processors for a while: runs leave checkpoints, until `resume`.")
final class PauseCommand extends ControlCommand {
  PauseCommand() {
    super(OwnerCommands.Wish.PAUSE);
  }
}
