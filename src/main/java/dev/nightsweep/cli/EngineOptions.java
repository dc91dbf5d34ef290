package dev.nightsweep.cli;

import dev.nightsweep.app.OwnedResults;
import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineFactory;
import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.UnusableEngineException;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.forecast.measure.MemoryEstimate;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where runs train: in worker processes on this machine, or on a cluster. */
public final class EngineOptions {
  private static final String LOCAL = "local";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Where runs train: local (default), or spark, on a cluster (see `make spark`).")
  private String name = LOCAL;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "With --engine spark: the cluster, as spark-submit would be told.")
  private String master;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      description = "With --engine spark: a setting of Spark's; may be given again.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--checkpoints",
      paramLabel = "FOLDER",
      description =
          "With --engine spark: a folder that all machines see (any that Hadoop can name), so that"
              + " a run whose machine is lost goes on from its last checkpoint.")
  private String checkpoints;

  /** A path is one of this machine's, seen from where we are; an address stands. */
  private static String whole(String folder) {
    return folder.contains(":/") ? folder : Path.of(folder).toAbsolutePath().toString();
  }

  public boolean isLocal() {
    return name.equals(LOCAL);
  }

  /** Refuses what makes no sense. */
  void check() {
    boolean ofClusters = master != null || checkpoints != null || !settings.isEmpty();
    if (isLocal() && ofClusters) {
      throw UserErrorException.usage(
          "--master, --spark-conf and --checkpoints need --engine spark.");
    }
    if (!isLocal()) {
      factory();
    }
  }

  private EngineFactory factory() {
    return factories()
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .orElseThrow(() -> UserErrorException.usage(unknown()));
  }

  private static Stream<EngineFactory> factories() {
    return ServiceLoader.load(EngineFactory.class).stream().map(ServiceLoader.Provider::get);
  }

  private String unknown() {
    String others = factories().map(EngineFactory::name).collect(Collectors.joining(", "));
    String known = others.isEmpty() ? LOCAL : LOCAL + ", " + others;
    return name.equals("spark")
        ? "This distribution has no engine spark: `make spark` builds one that has,"
            + " target/spark/bin/nightsweep."
        : "--engine (%s) must be one of %s.".formatted(name, known);
  }

  /**
   * An engine that is up.
   *
   * @param workers how many runs are to train at once, if the user has said so
   */
  public Engine open(
      OwnedResults results, WorkerLauncher workshop, Plan plan, Spec spec, OptionalInt workers)
      throws InterruptedException {
    String sweepId = plan.header().sweepId();
    if (isLocal()) {
      return new LocalEngine(
          workshop.launch(results.folder(), sweepId),
          results.folder(),
          workshop.workers(),
          results.workersBefore(sweepId));
    }
    long workerBytes =
        MemoryEstimate.of(
                plan, workshop.program(spec.program()), Long.MAX_VALUE, OptionalLong.empty())
            .perWorker();
    try {
      return factory()
          .open(
              new EngineRequest(
                  sweepId,
                  results.folder(),
                  workshop.launchAway(results.folder().sweep(sweepId), workerBytes),
                  workerBytes,
                  results.workersBefore(sweepId),
                  workers,
                  Optional.ofNullable(master),
                  settings,
                  Optional.ofNullable(checkpoints).map(EngineOptions::whole)));
    } catch (UnusableEngineException e) {
      throw UserErrorException.environment(e.getMessage());
    }
  }
}
