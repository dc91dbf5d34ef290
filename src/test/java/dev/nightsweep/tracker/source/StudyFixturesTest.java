package dev.nightsweep.tracker.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small ablation, logged by every tracker's own library, is read as that library reads it. */
class StudyFixturesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "mlflow, mlflow, mlflow.db",
    "mlflow, mlflow, ''",
    "mlflow-2, mlflow, mlruns",
    "wandb, wandb, wandb",
    "optuna, optuna, study.db",
    "optuna, optuna, journal.log",
    "optuna-4, optuna, study.db",
    "optuna-4, optuna, journal.log",
    "trackio, trackio, lrn-ablation.db",
    "trackio, trackio, ''",
    "tensorboard, tensorboard, runs",
    "tables, csv, epochs.csv",
    "tables, csv, runs.csv",
    "tables, csv, values.csv",
    "tables, json, runs.json"
  })
  void parametersAndLastReadings(String library, String kind, String path) throws IOException {
    Fixtures.unzipped("study/" + library + ".zip", folder);
    TrackedRuns source =
        TrackerSource.read(SourceKind.parse(kind).orElseThrow(), folder.resolve(path));
    List<String> expected = new ArrayList<>();
    for (JsonNode run :
        new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("runs")) {
      Map<String, String> parameters = new TreeMap<>();
      run.get(0).properties().forEach(it -> parameters.put(it.getKey(), it.getValue().asText()));
      expected.add(parameters + " " + rounded(run.get(1).asDouble()));
    }
    assertThat(source.runs().stream().map(run -> text(run, kind)))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(source.remarks()).allMatch(remark -> remark.contains("taken for parameters"));
  }

  private static String text(TrackedRun run, String kind) {
    String metric = kind.equals("optuna") ? "value" : "val_acc";
    Map<String, String> parameters = new TreeMap<>();
    double last = Double.NaN;
    for (TrackedFact fact : run.facts()) {
      if (fact instanceof TrackedFact.Parameter it) {
        parameters.put(it.name(), plain(it.json()));
      } else if (fact instanceof TrackedFact.Label it && it.key().equals("user_attrs.seed")) {
        parameters.put("seed", it.value());
      } else if (fact instanceof TrackedFact.Point it && it.metric().equals(metric)) {
        last = it.value();
      } else if (fact instanceof TrackedFact.Summary it && it.metric().equals(metric)) {
        last = it.value();
      }
    }
    return parameters + " " + rounded(last);
  }

  /** MLflow keeps what Python writes. */
  private static String plain(String json) {
    String text = json.replace("\"", "");
    return text.equals("True") || text.equals("False") ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** pandas writes JSON with fifteen digits at most. */
  private static String rounded(double value) {
    return "%.14f".formatted(value);
  }
}
