package dev.nightsweep.app;

import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.machine.WorkerLauncher;

/** Takes as many workers as memory has room for. */
final class WorkersInMemory {
  private WorkersInMemory() {}

  /**
   * The launcher with as many workers as fit, unless the user said how many.
   *
   * @param given whether the user said so
   */
  static WorkerLauncher fitted(
      WorkerLauncher launcher, MemoryEstimate need, boolean given, SessionListener listener) {
    int wanted = launcher.workers();
    if (need.isShort(wanted)) {
      listener.memoryShort(need, wanted, given);
    }
    return given ? launcher : launcher.with(need.fitting(wanted));
  }
}
