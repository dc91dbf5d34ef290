package dev.nightsweep.cli;

import dev.nightsweep.app.EngineChoice;
import dev.nightsweep.app.EngineRegistry;
import dev.nightsweep.model.UserErrorException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where runs train: in worker processes on this machine, or on a cluster. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Where runs train: local (default), or spark, on a cluster (see `make spark`).")
  private String name = EngineChoice.LOCAL.name();

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

  /** What was chosen, if it makes sense. */
  EngineChoice choice() {
    EngineChoice choice =
        new EngineChoice(
            name,
            Optional.ofNullable(master),
            settings,
            Optional.ofNullable(checkpoints).map(EngineOptions::whole));
    boolean ofClusters = master != null || checkpoints != null || !settings.isEmpty();
    if (choice.isLocal() && ofClusters) {
      throw UserErrorException.usage(
          "--master, --spark-conf and --checkpoints need --engine spark.");
    }
    if (!choice.isLocal() && !EngineRegistry.names().contains(name)) {
      throw UserErrorException.usage(unknown());
    }
    return choice;
  }

  /** A path is one of this machine's, seen from where we are; an address stands. */
  private static String whole(String folder) {
    return folder.contains(":/") ? folder : Path.of(folder).toAbsolutePath().toString();
  }

  private String unknown() {
    String known =
        Stream.concat(Stream.of(EngineChoice.LOCAL.name()), EngineRegistry.names().stream())
            .collect(Collectors.joining(", "));
    return name.equals("spark")
        ? "This distribution has no engine spark: `make spark` builds one that has,"
            + " target/spark/bin/nightsweep."
        : "--engine (%s) must be one of %s.".formatted(name, known);
  }
}
