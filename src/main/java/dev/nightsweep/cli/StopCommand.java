package dev.nightsweep.cli;

import picocli.CommandLine.Command;

/** {@code nightsweep stop}. */
@Command(
    name = "stop",
    description = "Let a running sweep end after the runs that are under way; resumable.")
final class StopCommand extends ControlCommand {
  @Override
  String steer(Desk.Running sweep) {
    sweep.control().stop("asked by `nightsweep stop`");
    return "%s stops when its %d runs under way are done. `nightsweep resume` goes on later."
        .formatted(sweep.sweepId(), sweep.tracker().training().size());
  }
}
