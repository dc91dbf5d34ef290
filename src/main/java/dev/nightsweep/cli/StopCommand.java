package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import picocli.CommandLine.Command;

/** {@code nightsweep stop}. */
@Command(
    name = "stop",
    description = "Let a running sweep end after the runs that are under way; resumable.")
final class StopCommand extends ControlCommand {
  @Override
  String steer(ResultsOwner.Running sweep) {
    sweep.control().stop("asked by `nightsweep stop`");
    return "%s stops when its %d runs under way are done. `nightsweep resume` goes on later."
        .formatted(sweep.sweepId(), sweep.tracker().training().size());
  }
}
