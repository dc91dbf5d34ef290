package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.UnusableEngineException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * Spark's settings for a sweep: the user's, our defaults where there are none, and what has to be.
 */
final class SparkSettings {
  private static final double SPARE = 1.2;
  private static final Pattern ON_LOOPBACK =
      Pattern.compile("local.*|spark://(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  private SparkSettings() {}

  static SparkConf of(EngineRequest request) {
    SparkConf conf = new SparkConf(); // what spark-submit has set
    request.cluster().settings().forEach(conf::set);
    request.cluster().master().ifPresent(conf::setMaster);
    if (!conf.contains("spark.master")) {
      throw new UnusableEngineException(
          "The engine spark needs a cluster: --master spark://HOST:7077, yarn, k8s://…,"
              + " local-cluster[2,1,1024].");
    }
    conf.setIfMissing("spark.app.name", "nightsweep " + request.title());
    conf.setIfMissing("spark.ui.enabled", "false"); // it would listen on all addresses
    conf.setIfMissing("spark.log.level", "WARN");
    conf.setIfMissing("spark.executor.memory", "512m");
    conf.setIfMissing("spark.executor.memoryOverhead", overhead(conf, request.workerBytes()));
    if (ON_LOOPBACK.matcher(conf.get("spark.master")).matches()) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    // A run is tried again by its sweep, which counts and journals attempts; two at once never are.
    conf.set("spark.task.maxFailures", "1");
    conf.set("spark.speculation", "false");
    append(conf, "spark.plugins", RpcPlugin.class.getName());
    append(conf, "spark.extraListeners", ExecutorCores.class.getName());
    ownJar().ifPresent(jar -> appendJar(conf, jar));
    return conf;
  }

  /** Worker processes are no part of an executor's heap. */
  private static String overhead(SparkConf conf, long workerBytes) {
    int tasks = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    long mebibytes = Math.round(SPARE * Math.max(1, tasks) * workerBytes / (1 << 20));
    return Math.max(384, mebibytes) + "m";
  }

  private static void append(SparkConf conf, String key, String own) {
    conf.set(
        key,
        Stream.concat(Stream.of(conf.get(key, "").split(",")), Stream.of(own))
            .filter(word -> !word.isBlank())
            .distinct()
            .collect(Collectors.joining(",")));
  }

  /** By spark-submit it travels anyhow, under the same name. */
  private static void appendJar(SparkConf conf, Path jar) {
    String name = jar.getFileName().toString();
    boolean travels =
        Stream.of(conf.get("spark.jars", "").split(",")).anyMatch(j -> j.endsWith("/" + name));
    if (!travels) {
      append(conf, "spark.jars", jar.toUri().toString());
    }
  }

  private static Optional<Path> ownJar() {
    try {
      Path from =
          Path.of(SparkSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.of(from).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own jar has no path", e);
    }
  }
}
