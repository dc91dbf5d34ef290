package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;

/** Opens the engine that a session trains on. */
@FunctionalInterface
interface EngineOpener {

  /** An engine that is up. */
  Engine open(Plan plan, WorkerLauncher launcher, SessionOptions options)
      throws InterruptedException;
}
