package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.store.Views;
import dev.nightsweep.tracker.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that MLflow and Optuna kept, taken in by the command and looked at by the others. */
class TrackedImportTest {
  @TempDir private Path folder;
  private Path runs;
  private Cli cli;

  @BeforeEach
  void unpack() throws IOException {
    runs = Fixtures.unpacked("mlflow/3.17.2/mlflow.db.gz", folder.resolve("mlflow.db"));
    cli = new Cli(folder.resolve("results"));
  }

  private Cli.Result taken(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("import", "--from", "mlflow", runs.toString(), "--metric", "val_acc"));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  @Test
  void theyBecomeASweepThatEveryCommandKnows() throws IOException {
    Cli.Result taken = taken("--name", "rates", "--margin", "val_acc=0.01");
    assertThat(taken.exitCode()).as(taken.err()).isEqualTo(ExitCode.DONE);
    assertThat(taken.out()).contains("Imported rates-");
    assertThat(taken.err()).contains("Left out", "Paired by seed number (seed)");
    assertThat(cli.run("verify").exitCode()).isZero();
    assertThat(cli.run("list").out()).contains("rates-");
    assertThat(cli.run("show", "rates").out()).contains("lr=0.1 against lr=0.01", "2 paired seeds");
    assertThat(cli.run("audit", "rates").exitCode()).isZero();
    assertThat(cli.run("query", "SELECT COUNT(*) FROM runs", "--format", "csv").out())
        .contains("4");
    assertThat(spec()).contains("program: \"tracked:mlflow\"", "margin: {\"val_acc\": 0.01}");
  }

  private String spec() throws IOException {
    try (var files = Files.walk(folder.resolve("results"))) {
      return Files.readString(
          files.filter(file -> file.toString().endsWith(".yaml")).findFirst().orElseThrow());
    }
  }

  private List<String> rows(Cli of) {
    return Views.NAMES.stream()
        .map(view -> of.run("query", "SELECT * FROM " + view + " ORDER BY 1, 2, 3, 4", "--json"))
        .map(Cli.Result::out)
        .toList();
  }

  @Test
  void theyTravelAndAreBuiltAgainToTheRow() throws IOException {
    taken("--name", "rates");
    List<String> before = rows(cli);
    Path json =
        Files.writeString(
            folder.resolve("out.json"), cli.run("report", "--format", "json", "rates").out());
    Cli other = new Cli(folder.resolve("elsewhere"));
    Cli.Result travelled = other.run("import", json.toString());
    assertThat(travelled.exitCode()).as(travelled.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows(other)).isEqualTo(before);
    assertThat(other.run("show", "rates").out()).isEqualTo(cli.run("show", "rates").out());
    assertThat(other.run("verify").exitCode()).isZero();
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(rows(cli)).isEqualTo(before);
  }

  @Test
  void theSameRunsAgainAreRefusedAndOthersAreAnotherSweep() {
    assertThat(taken().exitCode()).isZero();
    Cli.Result again = taken();
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("is here already", "nightsweep delete");
    assertThat(taken("--where", "lr=0.1").exitCode()).isZero();
    assertThat(cli.run("query", "SELECT COUNT(*) AS n FROM sweeps", "--format", "csv").out())
        .contains("2");
  }

  @Test
  void aDryRunShowsAllOfItAndChangesNothing() {
    Cli.Result dry = taken("--dry-run");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out())
        .contains(
            "4 taken of 5", "lr: 0.1 against 0.01", "val_acc, maximize", "Nothing was changed");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from mlfow --metric val_acc | --from (mlfow)",
        "--from mlflow | Name the one that they are judged by with --metric",
        "--from mlflow --metric val_ac | Maybe val_acc",
        "--from mlflow --metric val_acc --seed-parameter sede | Maybe seed",
        "--from mlflow --metric val_acc --ignore sed | Maybe seed",
        "--from mlflow --metric val_acc --margin val_ac=0.1 | Maybe val_acc",
        "--from mlflow --metric val_acc --where lr | NAME=VALUE",
        "--from mlflow --metric val_acc --margin val_acc=-1 | above 0",
        "--from mlflow --metric val_acc --goal up | maximize, minimize",
        "--from mlflow --metric val_acc --duplicates all | refuse, first, last",
        "--from mlflow --metric val_acc --baseline lr=7 | no level",
        "--from mlflow --metric val_acc --group other | no group",
        "--from optuna --metric val_acc | cannot be read",
        "--metric val_acc | add --from"
      })
  void whatIsWrongIsOneSentenceAndChangesNothing(String options, String said) {
    List<String> arguments = new ArrayList<>(List.of("import", runs.toString()));
    arguments.addAll(List.of(options.split(" ")));
    Cli.Result refused = cli.run(arguments.toArray(String[]::new));
    assertThat(refused.exitCode()).as(refused.out()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(said).doesNotContain("Exception");
    assertThat(folder.resolve("results")).doesNotExist();
  }
}
