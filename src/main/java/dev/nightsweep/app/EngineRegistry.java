package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineFactory;
import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.UnusableEngineException;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.UserErrorException;
import java.util.List;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The engines that there are: the local one, and those found on the class path. */
public final class EngineRegistry implements EngineOpener {
  private final ResultsOwner owner;

  EngineRegistry(ResultsOwner owner) {
    this.owner = owner;
  }

  /** What the engines are called beside {@link EngineChoice#LOCAL}. */
  public static List<String> names() {
    return factories().map(EngineFactory::name).toList();
  }

  private static Stream<EngineFactory> factories() {
    return ServiceLoader.load(EngineFactory.class).stream().map(ServiceLoader.Provider::get);
  }

  private static EngineFactory factory(String name) {
    return factories()
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .orElseThrow(() -> UserErrorException.usage("There is no engine %s.".formatted(name)));
  }

  @Override
  public Engine open(Plan plan, WorkerLauncher launcher, SessionOptions options)
      throws InterruptedException {
    String sweepId = plan.header().sweepId();
    if (options.engine().isLocal()) {
      return new LocalEngine(
          launcher.launch(owner.folder(), sweepId),
          owner.folder(),
          launcher.workers(),
          workersBefore(sweepId));
    }
    try {
      return factory(options.engine().name()).open(request(plan, launcher, options));
    } catch (UnusableEngineException e) {
      throw UserErrorException.environment(e.getMessage());
    }
  }

  private EngineRequest request(Plan plan, WorkerLauncher launcher, SessionOptions options) {
    String sweepId = plan.header().sweepId();
    long workerBytes =
        MemoryEstimate.of(
                plan,
                launcher.program(plan.header().program()),
                Long.MAX_VALUE,
                OptionalLong.empty())
            .perWorker();
    return new EngineRequest(
        sweepId,
        owner.folder(),
        launcher.launchAway(owner.folder().sweep(sweepId), workerBytes),
        workerBytes,
        workersBefore(sweepId),
        options.workers(),
        new EngineRequest.Cluster(
            options.engine().master(),
            options.engine().settings(),
            options.engine().checkpoints()));
  }

  /** The highest worker number that earlier sessions of the sweep have used; 0 if none has. */
  private int workersBefore(String sweepId) {
    return owner.store().sweepAttempts(sweepId).stream()
        .mapToInt(AttemptRecord::worker)
        .max()
        .orElse(0);
  }
}
