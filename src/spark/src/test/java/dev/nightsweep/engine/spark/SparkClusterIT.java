package dev.nightsweep.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is built, on a real master and two workers on loopback, by the launcher and by
 * spark-submit, with processes that are killed on the way.
 */
class SparkClusterIT {
  private static final Duration LONG = Duration.ofMinutes(6);
  private static final Path BUILD = Path.of("target/spark").toAbsolutePath();
  private static final Path LAUNCHER = BUILD.resolve("bin/nightsweep");
  private static final Path JAR = BUILD.resolve("nightsweep-spark.jar");

  /** The main experiment, smaller. */
  private static final Map<String, String> SMALLER =
      Map.of(
          "name: lrn-ablation", "name: small",
          "epochs: {value: 4}", "epochs: {value: 3}",
          "train_size: {value: 6000}", "train_size: {value: 1500}",
          "validation_size: {value: 2000}", "validation_size: {value: 500}",
          "seeds: 6", "seeds: 3");

  private static final String READINGS =
      "SELECT r.identity, r.seed, r.state, m.name, m.epoch, m.reading FROM runs r JOIN metrics m"
          + " USING (run_id) WHERE m.name IN ('training_loss', 'validation_loss',"
          + " 'validation_accuracy', 'learning_rate', 'test_loss', 'test_accuracy')"
          + " ORDER BY r.identity, m.name, m.epoch";

  @TempDir private static Path folder;
  private static final List<Process> CLUSTER = new ArrayList<>();
  private static String master;

  @BeforeAll
  static void startTheCluster() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    master = "spark://127.0.0.1:" + port;
    Path log =
        spark(
            "master",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
    awaitText(log, "I have been elected leader");
    for (int i = 1; i <= 2; i++) {
      Path worker =
          spark(
              "worker" + i,
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "1g",
              "--work-dir",
              folder.resolve("work" + i).toString(),
              master);
      awaitText(worker, "Successfully registered with master");
    }
  }

  @AfterAll
  static void stopTheCluster() {
    CLUSTER.forEach(
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  @Test
  void aSweepWhoseExecutorAndDriverAreKilledEndsWithTheTableOfTheLocalEngine() throws Exception {
    String yaml = Files.readString(Path.of("experiments/01-lrn-ablation.yaml"));
    for (Map.Entry<String, String> change : SMALLER.entrySet()) {
      assertThat(yaml).contains(change.getKey());
      yaml = yaml.replace(change.getKey(), change.getValue());
    }
    String spec = Files.writeString(folder.resolve("small.yaml"), yaml).toString();
    Path here = folder.resolve("here");
    assertThat(run(nightsweep("run", spec, "--no-calibrate", "--results", here.toString())))
        .isZero();

    Path away = folder.resolve("away");
    List<String> command =
        nightsweep(
            "run",
            spec,
            "--engine",
            "spark",
            "--master",
            master,
            "--checkpoints",
            folder.resolve("shared").toString(),
            "--results",
            away.toString());
    Process driver = start("driver", command);
    await(() -> journals(away).anyMatch(text -> text.contains("EpochFinished")), driver);
    executor().destroyForcibly();
    await(() -> text(away, "sweep.jsonl").contains("executor was lost"), driver);
    await(() -> journals(away).anyMatch(text -> text.contains("RunEnded")), driver);
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly().waitFor();
    await(() -> executors().findAny().isEmpty(), null);
    assertThat(run(command)).isZero();

    assertThat(query(away, READINGS)).isEqualTo(query(here, READINGS)).contains("test_accuracy");
    assertThat(hashes(away)).isEqualTo(hashes(here)).hasSize(6);
    assertThat(query(away, "SELECT COUNT(*) FROM attempts WHERE state = 'CRASHED'"))
        .doesNotContain("\n0");
    assertThat(query(away, "SELECT COUNT(*) FROM attempts WHERE state = 'LOST'"))
        .doesNotContain("\n0");
    assertThat(query(away, "SELECT COUNT(*) FROM predictions")).contains("\n6");
    assertThat(run(nightsweep("verify", "--results", away.toString()))).isZero();
    try (Stream<Path> left = Files.walk(folder.resolve("shared"))) {
      assertThat(left.filter(Files::isRegularFile)).as("checkpoints").isEmpty();
    }
  }

  @Test
  void sparkSubmitTakesTheJar() throws Exception {
    Path spec =
        Files.writeString(
            folder.resolve("sim.yaml"),
            """
            name: sim
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
            ablation: {seeds: 3}
            """);
    Path results = folder.resolve("submitted");
    List<String> command =
        java(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            master,
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--class",
            "dev.nightsweep.cli.NightsweepCommand",
            JAR.toString(),
            "run",
            spec.toString(),
            "--engine",
            "spark",
            "--results",
            results.toString());
    assertThat(run(command)).isZero();
    assertThat(query(results, "SELECT COUNT(*) FROM runs WHERE state = 'COMPLETED'")).contains("6");
  }

  @Test
  void theJarHasNothingOfSparksInAnotherVersion() throws Exception {
    try (java.util.jar.JarFile jar = new java.util.jar.JarFile(JAR.toFile())) {
      List<String> clashes =
          jar.stream()
              .map(java.util.zip.ZipEntry::getName)
              .filter(
                  name ->
                      name.startsWith("org/apache/spark/")
                          || name.startsWith("com/fasterxml/jackson/")
                          || name.startsWith("org/slf4j/"))
              .toList();
      assertThat(clashes).isEmpty();
    }
  }

  private static Path spark(String name, String... arguments) throws IOException {
    start(name, java(arguments));
    return folder.resolve(name + ".log");
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    Stream.of(JavaModuleOptions.defaultModuleOptionArray())
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", BUILD.resolve("spark/jars") + "/*"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> nightsweep(String... arguments) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Process start(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", BUILD.resolve("spark").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    CLUSTER.add(process);
    return process;
  }

  /** The exit code; what it said is shown if it is not 0. */
  private static int run(List<String> command) throws Exception {
    Process process = start("command", command);
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as("in time").isTrue();
    if (process.exitValue() != 0) {
      System.err.println(Files.readString(folder.resolve("command.log")));
    }
    return process.exitValue();
  }

  private static String query(Path results, String sql) throws Exception {
    assertThat(run(nightsweep("query", sql, "--format", "csv", "--results", results.toString())))
        .isZero();
    return Files.readString(folder.resolve("command.log"));
  }

  private static ProcessHandle executor() {
    return executors().findFirst().orElseThrow();
  }

  private static Stream<ProcessHandle> executors() {
    Predicate<ProcessHandle> isExecutor =
        p -> p.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
    return CLUSTER.stream().flatMap(Process::descendants).filter(isExecutor);
  }

  /** The hashes of what was trained, in alphabetical payload. */
  private static List<String> hashes(Path results) {
    return journals(results)
        .flatMap(
            text ->
                java.util.regex.Pattern.compile("\"parameterHash\":\"([0-9a-f]+)\"")
                    .matcher(text)
                    .results()
                    .map(r -> r.group(1)))
        .sorted()
        .toList();
  }

  private static Stream<String> journals(Path results) {
    return files(results, "journal.jsonl");
  }

  private static String text(Path results, String name) {
    return files(results, name).reduce("", String::concat);
  }

  private static Stream<String> files(Path results, String name) {
    if (!Files.exists(results)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(results)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.endsWith(name)).toList()) {
        texts.add(Files.readString(file, StandardCharsets.UTF_8));
      }
      return texts.stream();
    } catch (IOException e) {
      return Stream.empty(); // something came or went meanwhile
    }
  }

  private static void awaitText(Path log, String text) throws Exception {
    await(() -> Files.exists(log) && Files.readString(log).contains(text), null);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition, Process running) throws Exception {
    Instant end = Instant.now().plus(LONG);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      assertThat(running == null || running.isAlive()).as("still running").isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
