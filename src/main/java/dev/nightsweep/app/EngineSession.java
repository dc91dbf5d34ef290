package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.machine.WorkerLauncher;

/** What a sitting trains with: an engine that is up, and a workshop of as many workers. */
record EngineSession(Engine engine, WorkerLauncher workshop) {

  /** With the engine's number of workers. */
  static EngineSession of(Engine engine, WorkerLauncher workshop) {
    return new EngineSession(engine, workshop.with(engine.slots()));
  }
}
