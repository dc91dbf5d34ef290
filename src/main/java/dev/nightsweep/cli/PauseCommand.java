package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code nightsweep pause}. */
@Command(
    name = "pause",
    description = "Free the processors for a while: runs leave checkpoints, until `resume`.")
final class PauseCommand extends ControlCommand {
  PauseCommand(CommandContext context) {
    super(context);
  }

  @Override
  String steer(ResultsOwner owner, Optional<String> sweep) {
    String sweepId = owner.pause(sweep, "asked by `nightsweep pause`").sweepId();
    return "%s is paused; `nightsweep resume` goes on.".formatted(sweepId);
  }
}
