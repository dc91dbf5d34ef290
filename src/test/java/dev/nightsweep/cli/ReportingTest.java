package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that report in their own ways: nothing is lost, and what is doubtful is told. */
@DisabledOnOs(OS.WINDOWS)
class ReportingTest {
  private static final String SCRIPT =
      """
      case "$1" in
        --mode=zero) for e in 0 1; do echo "{\\"epoch\\": $e, \\"val_acc\\": 0.5$e}"; done ;;
        --mode=one_epoch_zero) echo '{"epoch": 0, "val_acc": 0.5}' ;;
        --mode=two_lines) for e in 1 2; do
            echo "{\\"epoch\\": $e, \\"train_loss\\": 0.$e}"
            echo "{\\"epoch\\": $e, \\"val_acc\\": 0.$e}"
          done ;;
        --mode=float_epoch) for e in 1.0 2.0; do echo "{\\"epoch\\": $e, \\"val_acc\\": 0.1}"; done ;;
        --mode=text_metric) for e in 1 2; do echo "{\\"epoch\\": $e, \\"val_acc\\": \\"0.$e\\"}"; done ;;
        --mode=other_name) for e in 1 2; do echo "{\\"epoch\\": $e, \\"valid_acc\\": 0.1}"; done ;;
        --mode=step) for s in 100 200; do echo "{\\"step\\": $s, \\"val_acc\\": 0.1}"; done ;;
        --mode=side_nan) for e in 1 2 3; do
            echo "{\\"epoch\\": $e, \\"val_acc\\": 0.$e, \\"f1\\": $([ $e = 1 ] && echo NaN || echo 0.5)}"
          done ;;
      esac
      """;
  private static final String SPEC =
      """
      name: reporting
      command: [sh, %s, "${args}"]
      metric: {name: val_acc, goal: maximize}
      %s
      """;

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void useAFreshFolder() {
    cli = new Cli(folder.resolve("results"));
  }

  private Cli.Result run(String searched) throws IOException {
    Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT);
    String spec = SPEC.formatted(script, searched);
    Path file = Files.writeString(folder.resolve("reporting.yaml"), spec);
    return cli.run("run", file.toString(), "--workers", "1", "--no-calibrate");
  }

  private List<String> query(String sql) {
    Cli.Result result = cli.run("query", sql, "--format", "csv");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().skip(1).toList();
  }

  @Test
  void whateverAProgramReportsIsTakenMergedOrToldOf() throws IOException {
    Cli.Result run =
        run(
            """
            method: grid
            parameters:
              mode:
                values:
                  [zero, one_epoch_zero, two_lines, float_epoch, text_metric, other_name, step, side_nan]
            """);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_RUNS);
    String states =
        "SELECT s.setting, r.state FROM runs r JOIN run_parameters s ON s.run_id = r.run_id"
            + " WHERE s.name = 'mode' ORDER BY 1";
    assertThat(query(states))
        .containsExactly(
            "float_epoch,COMPLETED",
            "one_epoch_zero,COMPLETED",
            "other_name,FAILED",
            "side_nan,COMPLETED",
            "step,COMPLETED",
            "text_metric,COMPLETED",
            "two_lines,COMPLETED",
            "zero,COMPLETED");
    String readings =
        "SELECT s.setting, m.name, COUNT(*) FROM metrics m JOIN run_parameters s ON s.run_id = m.run_id"
            + " WHERE s.name = 'mode' AND m.name <> 'seconds' GROUP BY s.setting, m.name ORDER BY 1, 2";
    assertThat(query(readings))
        .containsExactly(
            "float_epoch,val_acc,2",
            "one_epoch_zero,val_acc,1",
            "other_name,valid_acc,2",
            "side_nan,f1,3",
            "side_nan,val_acc,3",
            "step,step,2",
            "step,val_acc,2",
            "text_metric,val_acc,2",
            "two_lines,train_loss,2",
            "two_lines,val_acc,2",
            "zero,val_acc,2");
    Cli.Result shown = cli.run("show", "reporting");
    assertThat(shown.out().lines().filter(line -> line.startsWith("RUN ")).findFirst())
        .get()
        .asString()
        .contains("EPOCHS  val_acc")
        .doesNotContain("VALIDATION", "TEST");
    assertThat(shown.out())
        .contains("REMARK")
        .contains("f1 became NaN in epoch 1; the run is not judged by it and goes on")
        .contains("val_acc (\"0.1\") is a text");
    assertThat(run.err()).contains("f1 became NaN in epoch 1").contains("Maybe valid_acc is meant");
    assertThat(cli.run("verify", "reporting").exitCode()).isZero();
    List<String> before = query(readings);
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(query(readings)).isEqualTo(before);
    assertThat(cli.run("show", "reporting").out()).isEqualTo(shown.out());
    Cli.Result replay = cli.run("replay", "reporting");
    assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: bayes\nrun_cap: 4\nparameters: {mode: {value: other_name}, x: {min: 0.0, max: 1.0}}",
        "method: random\nrun_cap: 4\nparameters: {mode: {value: other_name}, x: {min: 0.0, max: 1.0}}",
        "method: grid\nparameters: {mode: {values: [other_name]}, x: {values: [1, 2, 3]}}"
      })
  void aSweepWhoseFirstRunHasNothingToJudgeByEndsAndSaysWhatToWrite(String searched)
      throws IOException {
    Cli.Result run = run(searched);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(run.out() + run.err())
        .contains("never reported the metric of the spec, val_acc")
        .contains("it reported valid_acc. Maybe valid_acc is meant")
        .contains("metric: {name: valid_acc}", "After that --retry-failed trains the run again");
    assertThat(query("SELECT COUNT(*) FROM runs WHERE state = 'FAILED'")).containsExactly("1");
    assertThat(query("SELECT COUNT(*) FROM attempts")).containsExactly("1");
  }

  @Test
  void aSweepOfAProgramThatReportsNothingEndsToo() throws IOException {
    Cli.Result run =
        run("method: grid\nparameters: {mode: {values: [silent]}, x: {values: [1, 2]}}");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(run.err())
        .contains("it ended well but reported no epoch", "{\"epoch\": 1, \"val_acc\": 0.9}");
    assertThat(query("SELECT COUNT(*) FROM attempts")).containsExactly("1");
  }

  /** W&B starts such sweeps, too. */
  @Test
  void whoNamesNoMetricMayReportAny() throws IOException {
    Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT);
    Path file =
        Files.writeString(
            folder.resolve("any.yaml"),
            "command: [sh, %s, \"${args}\"]\nmethod: grid\nparameters: {mode: {values: [other_name]}}"
                .formatted(script));
    Cli.Result run = cli.run("run", file.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(query("SELECT message FROM events WHERE kind = 'metric_missing'").toString())
        .contains(
            "the spec names no metric, so runs are judged by validation_accuracy: it reported valid_acc")
        .as("there is nothing to be trained again")
        .doesNotContain("--retry-failed");
  }
}
