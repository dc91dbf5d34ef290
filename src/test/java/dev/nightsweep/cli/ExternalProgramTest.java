package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose trainer is a shell script. */
@DisabledOnOs(OS.WINDOWS)
class ExternalProgramTest {
  private static final String SCRIPT =
      """
      # takes --flag=True or --flag=False, and --seed=N
      for word in "$@"; do
        case "$word" in
          --flag=True) level=9 ;;
          --flag=False) level=5 ;;
          --seed=*) seed=${word#--seed=} ;;
        esac
      done
      [ "$seed" = "$NIGHTSWEEP_SEED" ] || { echo "no seed" >&2; exit 1; }
      echo "training with seed $seed"
      for epoch in 1 2; do
        echo "{\\"epoch\\": $epoch, \\"val/acc\\": 0.$level$seed$epoch, \\"validation_loss\\": 0.3}"
      done
      """;
  private static final String SPEC =
      """
      name: own
      command: [sh, %s, "${args}"]
      method: grid
      metric: {name: val/acc, goal: maximize}
      parameters:
        flag: {values: [false, true]}
      ablation: {seeds: 5, margin: {val/acc: 0.01}}
      """;

  @TempDir private Path folder;

  @Test
  void itsArmsAreComparedLikeAnyOthers() throws IOException {
    Path script = Files.writeString(folder.resolve("train me.sh"), SCRIPT);
    Path spec = Files.writeString(folder.resolve("own.yaml"), SPEC.formatted(script));
    Cli cli = new Cli(folder.resolve("results"));
    Cli.Result plan = cli.run("plan", spec.toString(), "--no-calibrate");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("train me.sh' ${args} --seed=${seed}", "time unknown");

    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("flag=true is materially better than flag=false in val/acc");
    assertThat(run.err()).contains("epoch 1: val/acc 0.");
    JsonNode metrics =
        new ObjectMapper()
            .readTree(
                cli.run(
                        "query",
                        "SELECT COUNT(*) AS n FROM metrics WHERE name = 'val/acc'",
                        "--format",
                        "json")
                    .out());
    assertThat(metrics.get(0).get("n").asInt()).isEqualTo(20);
    assertThat(cli.run("verify", "own").exitCode()).isZero();
    assertThat(cli.run("run", spec.toString()).out()).contains("is materially better than");
    Cli.Result replayed = cli.run("replay", "own");
    assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
    assertThat(replayed.out())
        .contains("identical (2 epochs, 6 readings)", "10 of 10 runs replayed: all identical.");
    assertThat(cli.run("replay", "own", "--json").out()).contains("\"parameter_hash\" : null");

    Files.writeString(script, SCRIPT + "echo changed\n");
    Cli.Result changed = cli.run("run", spec.toString());
    assertThat(changed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(changed.err()).contains("would not come out the same here");

    Files.writeString(script, SCRIPT.replace("level=9", "level=8"));
    Cli.Result left = cli.run("replay", "own");
    assertThat(left.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(left.out()).contains("left at epoch 1: val/acc was 0.9", "5 not identical");
  }

  /** What was trained with it would stand under the identity of the old program. */
  @Test
  void aProgramThatIsChangedWhileItsSweepRunsEndsItUntilItIsBroughtBack() throws IOException {
    Path script = folder.resolve("train.sh");
    String changing = SCRIPT + "if [ \"$seed\" = 2 ]; then echo '# edited' >> \"$0\"; fi\n";
    Files.writeString(script, changing);
    Path spec = Files.writeString(folder.resolve("own.yaml"), SPEC.formatted(script));
    Cli cli = new Cli(folder.resolve("results"));
    Cli.Result ended = cli.run("run", spec.toString(), "--workers", "1", "--no-calibrate");
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(ended.out() + ended.err())
        .contains("was changed while they trained")
        .doesNotContain("..")
        .contains("train.sh has the SHA-256 " + sha256(changing + "# edited\n"))
        .contains("and had " + sha256(changing));
    String states = "SELECT state, COUNT(*) FROM runs GROUP BY state ORDER BY state";
    assertThat(cli.run("query", states, "--format", "csv").out().lines().skip(1))
        .containsExactly("COMPLETED,3", "PENDING,7");
    assertThat(cli.run("run", spec.toString()).exitCode()).isEqualTo(ExitCode.USAGE);

    Files.writeString(script, changing);
    Cli.Result again = cli.run("run", spec.toString(), "--workers", "1", "--no-calibrate");
    assertThat(again.exitCode()).isEqualTo(ExitCode.GAVE_UP); // the other run of seed 2
  }

  private static String sha256(String text) {
    return DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramThatIsNotThereIsRefused() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("own.yaml"),
            "program: nowhere.py\nmethod: grid\nparameters: {a: {value: 1}}\n");
    Cli.Result plan = new Cli(folder.resolve("results")).run("plan", spec.toString());
    assertThat(plan.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(plan.err())
        .contains(
            "there is no program 'nowhere.py'", Path.of("nowhere.py").toAbsolutePath().toString());
  }
}
