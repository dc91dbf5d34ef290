package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.machine.WorkerLauncher;

/** What a session trains with: an engine that is up, and the launcher of as many workers. */
record EngineSession(Engine engine, WorkerLauncher launcher) {

  /** With the engine's number of workers. */
  static EngineSession of(Engine engine, WorkerLauncher launcher) {
    return new EngineSession(engine, launcher.with(engine.slots()));
  }
}
