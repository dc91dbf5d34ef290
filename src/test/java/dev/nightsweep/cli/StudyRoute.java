package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way on which the study of src/interop comes: what a script logged by a tracker's library, and
 * what that library read of it.
 *
 * @param environment which library
 * @param kind as import has it
 * @param path in the folder that the script wrote to
 */
record StudyRoute(String environment, String kind, String path) {
  static final List<StudyRoute> ALL =
      List.of(
          new StudyRoute("mlflow", "mlflow", "mlflow.db"),
          new StudyRoute("mlflow", "mlflow", ""),
          new StudyRoute("mlflow-2", "mlflow", "mlruns"),
          new StudyRoute("wandb", "wandb", "wandb"),
          new StudyRoute("optuna", "optuna", "study.db"),
          new StudyRoute("optuna", "optuna", "journal.log"),
          new StudyRoute("optuna-4", "optuna", "study.db"),
          new StudyRoute("optuna-4", "optuna", "journal.log"),
          new StudyRoute("trackio", "trackio", "lrn-ablation.db"),
          new StudyRoute("trackio", "trackio", ""),
          new StudyRoute("tensorboard", "tensorboard", "runs"),
          new StudyRoute("tables", "csv", "epochs.csv"),
          new StudyRoute("tables", "csv", "runs.csv"),
          new StudyRoute("tables", "csv", "values.csv"),
          new StudyRoute("tables", "json", "runs.json"));

  @Override
  public String toString() {
    return environment + " " + path;
  }

  /** Optuna calls what a trial returns a value; its import takes that by itself. */
  String metric() {
    return kind.equals("optuna") ? "value" : "val_acc";
  }

  /** Imports it, and holds what comes out against what the library read. */
  void check(Path folder, Path results, String baseline) throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("contrasts");
    Cli cli = new Cli(results);
    Cli.Result imported =
        cli.run(
            "import",
            "--from",
            kind,
            (path.isEmpty() ? folder : folder.resolve(path)).toString(),
            "--metric",
            metric(),
            "--baseline",
            baseline);
    assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
    JsonNode contrasts = new ObjectMapper().readTree(cli.run("report", "--format", "json").out());
    Map<String, JsonNode> found = new TreeMap<>();
    for (JsonNode each : contrasts.get("contrasts")) {
      if (each.get("metric").asText().equals(metric())) {
        found.put(each.get("factor").asText() + "=" + each.get("level").asText(), each);
      }
    }
    assertThat(found).hasSize(expected.size());
    for (JsonNode each : expected) {
      JsonNode read = found.get(each.get("factor").asText() + "=" + each.get("level").asText());
      assertThat(read).as("%s in %s", each, found).isNotNull();
      assertThat(read.get("baseline").asText()).isEqualTo(each.get("baseline").asText());
      assertThat(read.get("pairs").asInt()).isEqualTo(each.get("pairs").asInt());
      assertThat(read.get("meanDifference").asDouble())
          .isCloseTo(each.get("difference").asDouble(), within(1e-12));
    }
  }
}
