package dev.nightsweep.cli;

import dev.nightsweep.serve.OwnerCommands;
import picocli.CommandLine.Command;

/** {@code nightsweep cancel}. */
@Command(
    name = "cancel",
    description = "End a running sweep now; its runs leave checkpoints, and it can be resumed.")
final class CancelCommand extends ControlCommand {
  CancelCommand() {
    super(OwnerCommands.Wish.CANCEL);
  }
}
