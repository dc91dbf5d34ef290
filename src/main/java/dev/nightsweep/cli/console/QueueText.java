package dev.nightsweep.cli.console;

import dev.nightsweep.app.SweepEnqueuer;

/** Says that a sweep waits. */
public final class QueueText {
  private QueueText() {}

  public static String of(SweepEnqueuer.Queued queued) {
    return "Queued %s in process %d%s. It runs there, with that process's options; `nightsweep status` shows it."
        .formatted(
            queued.sweepId(),
            ProcessHandle.current().pid(),
            queued.behind().map(sweepId -> ", behind " + sweepId).orElse(""));
  }
}
