package dev.nightsweep.cli;

import dev.nightsweep.serve.OwnerCommands;
import picocli.CommandLine.Command;

/** {@code nightsweep stop}. */
@Command(
    name = "stop",
    description = "Let a running sweep end after the runs that are under way; resumable.")
final class StopCommand extends ControlCommand {
  StopCommand() {
    super(OwnerCommands.Wish.STOP);
  }
}
