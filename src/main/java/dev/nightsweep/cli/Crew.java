package dev.nightsweep.cli;

import dev.nightsweep.schedule.Engine;

/** What a sitting trains with: an engine that is up, and a workshop of as many workers. */
record Crew(Engine engine, Workshop workshop) {

  /** With the engine's number of workers. */
  static Crew of(Engine engine, Workshop workshop) {
    return new Crew(engine, workshop.with(engine.slots()));
  }
}
