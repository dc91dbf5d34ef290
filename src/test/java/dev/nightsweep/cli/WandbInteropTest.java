package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.wandb.WandbRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W&B's own library in scripts that know nothing of Nightsweep: {@code make test-interop}. */
@EnabledIfSystemProperty(named = "nightsweep.interop", matches = ".+")
class WandbInteropTest {
  private static final Path SCRIPTS = Path.of("src/interop/wandb");

  @TempDir private Path folder;

  private static Path bin() {
    return Path.of(System.getProperty("nightsweep.interop"), "wandb", "bin").toAbsolutePath();
  }

  private Cli.Result run(String script, String... options)
      throws IOException, InterruptedException {
    for (String file : List.of(script + ".py", script + ".yaml")) {
      Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
    }
    String[] all = new String[options.length + 5];
    System.arraycopy(
        new String[] {"run", script + ".yaml", "--metrics-from", "wandb", "--no-calibrate"},
        0,
        all,
        0,
        5);
    System.arraycopy(options, 0, all, 5, options.length);
    return new Cli(folder).elsewhere(bin(), all);
  }

  private String query(String sql) {
    return new Cli(folder).run("query", sql, "--format", "csv").out();
  }

  @Test
  void everyCommandOfThePageWorks() throws IOException, InterruptedException {
    new WandbPage(folder, bin()).everyCommandWorks();
  }

  @Test
  void aNestedMetricAndAConstantOfAnUneditedSweepAreTaken()
      throws IOException, InterruptedException {
    Cli.Result run = run("train", "--seed-parameter", "seed");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("lr=0.2 is", "better than lr=0.1 in val.acc");
    assertThat(query("SELECT COUNT(*) FROM metrics WHERE name = 'val.acc'")).contains("30");
  }

  @Test
  void aScriptThatReadsAllFromTheConfigurationGetsItWithoutAMacro()
      throws IOException, InterruptedException {
    Cli.Result run = run("config_only", "--seed-parameter", "random_state");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("lr=0.2 is", "better than lr=0.1 in val");
    assertThat(query("SELECT COUNT(DISTINCT run_id) FROM metrics WHERE name = 'best'"))
        .as("a metric of the summary alone")
        .contains("10");
    assertThat(query("SELECT MIN(reading), MAX(reading) FROM metrics WHERE name = 'best'"))
        .as("nested momentum of 0.9, rates of 0.1 and 0.2")
        .containsPattern("0\\.1\\d+,0\\.[23]\\d+");
  }

  @Test
  void aComparisonWithoutASeedIsRefused() throws IOException, InterruptedException {
    Cli.Result run = run("train");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--seed-parameter seed");
  }

  /** The script itself waits for the journal to have what it logged. */
  @Test
  void whatIsLoggedIsReadWhileTheScriptRuns() throws IOException, InterruptedException {
    Cli.Result run = run("waiting", "--seed-parameter", "seed");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(query("SELECT COUNT(*) FROM metrics WHERE name = 'acc'")).contains("12");
  }

  @Test
  void aScriptThatFailsKeepsWhatItLoggedAndItsCause() throws IOException, InterruptedException {
    Cli.Result run = run("failing", "--seed-parameter", "seed");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.out() + run.err()).contains("RuntimeError: out of memory");
    assertThat(query("SELECT COUNT(*) FROM metrics WHERE name = 'acc'")).doesNotContain("\n0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "long", "crashed"})
  void theFixturesAreWhatTheLibraryWrites(String name) throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder(
                bin().resolve("python").toString(),
                SCRIPTS.resolve("write_fixtures.py").toString(),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    Path stored =
        Path.of("src/test/resources/dev/nightsweep/tracker/wandb/0.31.0", name + ".wandb");
    assertThat(points(folder.resolve(name + ".wandb"))).isEqualTo(points(stored));
  }

  private static List<String> points(Path file) throws IOException {
    try (WandbRun run = WandbRun.open(file, TrackerLimits.MAX_FILE_BYTES)) {
      return run.read().stream()
          .filter(TrackedFact.Point.class::isInstance)
          .map(TrackedFact.Point.class::cast)
          .map(point -> "%s %d %s".formatted(point.metric(), point.step(), point.value()))
          .toList();
    }
  }
}
