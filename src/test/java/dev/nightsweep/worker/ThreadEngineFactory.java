package dev.nightsweep.worker;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineFactory;
import dev.nightsweep.engine.EngineRequest;

/** Makes {@link ThreadEngine}s; found on the class path of the tests. */
public final class ThreadEngineFactory implements EngineFactory {
  @Override
  public String name() {
    return "threads";
  }

  @Override
  public Engine open(EngineRequest request) {
    return new ThreadEngine(
        request.workers().orElseGet(Runtime.getRuntime()::availableProcessors),
        request.startedBefore());
  }
}
