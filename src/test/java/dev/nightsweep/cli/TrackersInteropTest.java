package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MLflow's and TensorBoard's own libraries in scripts that know nothing of Nightsweep: {@code make
 * test-interop}.
 */
@EnabledIfSystemProperty(named = "nightsweep.interop", matches = ".+")
class TrackersInteropTest {
  @TempDir private Path folder;

  private Cli.Result run(String tracker, String script) throws IOException, InterruptedException {
    Path scripts = Path.of("src/interop", tracker);
    for (String file : List.of(script + ".py", script + ".yaml")) {
      Files.copy(scripts.resolve(file), folder.resolve(file));
    }
    Path bin = Path.of(System.getProperty("nightsweep.interop"), tracker, "bin").toAbsolutePath();
    return new Cli(folder)
        .elsewhere(
            bin,
            "run",
            script + ".yaml",
            "--metrics-from",
            tracker,
            "--seed-parameter",
            "seed",
            "--no-calibrate",
            "--workers",
            "2");
  }

  private String query(String sql) {
    return new Cli(folder).run("query", sql, "--format", "csv").out();
  }

  /** Two runs at a time log to the same folder; none may read of the other. */
  @ParameterizedTest
  @CsvSource({
    "mlflow, train, val_acc, val_loss",
    "tensorboard, train, val_acc, loss/val/loss",
    "tensorboard, keras_like, validation/epoch_accuracy, train/epoch_accuracy"
  })
  void anUneditedScriptIsJudged(String tracker, String script, String metric, String other)
      throws IOException, InterruptedException {
    Cli.Result run = run(tracker, script);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("lr=0.2 is", "better than lr=0.1 in " + metric.replace('_', ' '));
    for (String name : List.of(metric, other)) {
      assertThat(
              query(
                  "SELECT COUNT(*), COUNT(DISTINCT run_id) FROM metrics WHERE name = '"
                      + name
                      + "'"))
          .as(name)
          .contains("30,10");
    }
    assertThat(query("SELECT COUNT(DISTINCT reading) FROM metrics WHERE name = '" + metric + "'"))
        .contains("30");
  }
}
