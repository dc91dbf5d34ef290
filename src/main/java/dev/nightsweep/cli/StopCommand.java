package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code nightsweep stop}. */
@Command(
    name = "stop",
    description = "Let a running sweep end after the runs that are under way; resumable.")
final class StopCommand extends ControlCommand {
  StopCommand(CommandContext context) {
    super(context);
  }

  @Override
  String steer(ResultsOwner owner, Optional<String> sweep) {
    ResultsOwner.Running stopping = owner.stop(sweep, "asked by `nightsweep stop`");
    return "%s stops when its %d runs under way are done. `nightsweep resume` goes on later."
        .formatted(stopping.sweepId(), stopping.progress().training().size());
  }
}
