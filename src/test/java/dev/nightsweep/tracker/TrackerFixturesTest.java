package dev.nightsweep.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.tracker.mlflow.MlflowDatabase;
import dev.nightsweep.tracker.mlflow.MlflowFolder;
import dev.nightsweep.tracker.optuna.OptunaDatabase;
import dev.nightsweep.tracker.optuna.OptunaJournal;
import dev.nightsweep.tracker.tensorboard.EventFiles;
import dev.nightsweep.tracker.trackio.TrackioDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What trackers' libraries wrote is read as they read it themselves. */
class TrackerFixturesTest {
  @TempDir private Path folder;

  private static void assertAsMlflow(String version, List<TrackedRun> runs) throws IOException {
    List<List<String>> read = new ArrayList<>();
    for (TrackedRun run : runs) {
      for (List<String> point : Fixtures.points(run.facts())) {
        String value =
            point
                .get(2)
                .replace(
                    "Infinity", version.equals("3.17.2") ? "1.7976931348623157E308" : "Infinity");
        read.add(
            List.of(
                Fixtures.label(run, "name"),
                Fixtures.state(run).name(),
                point.get(0),
                point.get(1),
                value));
      }
    }
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(Fixtures.rows("mlflow/" + version + "/expected.json"));
    assertThat(runs).hasSize(5);
    assertThat(runs)
        .filteredOn(run -> Fixtures.label(run, "name").equals("lr0.1-seed1"))
        .flatExtracting(Fixtures::parameters)
        .containsExactly("lr=\"0.1\"", "lrn=\"True\"", "net=\"a b\"", "seed=\"1\"");
  }

  @Test
  void aDatabaseOfMlflow3() throws IOException {
    Path file = Fixtures.unpacked("mlflow/3.17.2/mlflow.db.gz", folder.resolve("mlflow.db"));
    assertAsMlflow("3.17.2", MlflowDatabase.read(file).runs());
  }

  @Test
  void foldersOfMlflow2() throws IOException {
    Fixtures.unzipped("mlflow/2.22.5/mlruns.zip", folder);
    assertAsMlflow("2.22.5", MlflowFolder.read(folder.resolve("mlruns")).runs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensorboardX", "tensorflow"})
  void eventFiles(String library) throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    try (RunFiles files = EventFiles.in(Fixtures.path("tensorboard/" + library))) {
      for (List<TrackedFact> some = files.rest(); !some.isEmpty(); some = files.rest()) {
        facts.addAll(some);
      }
    }
    List<List<String>> expected = new ArrayList<>();
    for (List<String> row : Fixtures.rows("tensorboard/" + library + ".json")) {
      String folder = row.get(0).matches("\\d.*") ? "" : row.get(0);
      String name = folder.isEmpty() ? row.get(1) : folder + "/" + row.get(1);
      expected.add(List.of(name, row.get(2), row.get(3)));
    }
    assertThat(Fixtures.points(facts)).containsExactlyInAnyOrderElementsOf(expected);
    if (library.equals("tensorboardX")) {
      assertThat(Fixtures.parameters(new TrackedRun("", facts)))
          .containsExactly("depth=3", "lr=0.1", "lrn=true", "net=\"a b\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"5.0.0, database", "5.0.0, journal", "4.9.0, database", "4.9.0, journal"})
  void trialsOfOptuna(String version, String kind) throws IOException {
    List<TrackedRun> runs =
        kind.equals("journal")
            ? OptunaJournal.read(Fixtures.path("optuna/" + version + "/journal.log")).runs()
            : OptunaDatabase.read(
                    Fixtures.unpacked(
                        "optuna/" + version + "/study.db.gz", folder.resolve("study.db")))
                .runs();
    ObjectMapper json = new ObjectMapper();
    List<String> expected = new ArrayList<>();
    for (JsonNode row :
        json.readTree(Files.readAllBytes(Fixtures.path("optuna/" + version + "/expected.json")))) {
      if (row.get(0).asText().equals(kind)) {
        expected.add(
            "%s/%s %s %s %s %s"
                .formatted(
                    row.get(1).asText(),
                    row.get(2),
                    row.get(3).asText(),
                    row.get(4),
                    numbers(row.get(5)),
                    numbers(row.get(6))));
      }
    }
    assertThat(runs.stream().map(run -> text(json, run)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String text(ObjectMapper json, TrackedRun run) {
    Map<String, JsonNode> parameters = new TreeMap<>();
    List<String> values = new ArrayList<>();
    List<List<String>> steps = new ArrayList<>();
    for (TrackedFact fact : run.facts()) {
      if (fact instanceof TrackedFact.Parameter it) {
        try {
          parameters.put(it.name(), json.readTree(it.json()));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      } else if (fact instanceof TrackedFact.Summary it) {
        values.add(Double.toString(it.value()));
      } else if (fact instanceof TrackedFact.Point it) {
        steps.add(List.of(Long.toString(it.step()), Double.toString(it.value())));
      }
    }
    return "%s %s %s %s %s"
        .formatted(
            run.id(), Fixtures.label(run, "state"), json.valueToTree(parameters), values, steps);
  }

  /** Numbers that Python wrote, as Java writes them. */
  private static List<?> numbers(JsonNode list) {
    List<Object> numbers = new ArrayList<>();
    for (JsonNode each : list) {
      numbers.add(
          each.isArray()
              ? List.of(each.get(0).toString(), number(each.get(1).asText()))
              : number(each.asText()));
    }
    return numbers;
  }

  private static String number(String text) {
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      default -> Double.toString(Double.parseDouble(text));
    };
  }

  @Test
  void namesOfMetricsThatAStudyGivesAreTheirs() throws IOException {
    for (TrackedRun run : OptunaJournal.read(Fixtures.path("optuna/5.0.0/journal.log")).runs()) {
      List<String> metrics =
          run.facts().stream()
              .filter(TrackedFact.Summary.class::isInstance)
              .map(fact -> ((TrackedFact.Summary) fact).metric())
              .toList();
      switch (Fixtures.label(run, "study")) {
        case "two" -> assertThat(metrics).containsExactly("accuracy", "seconds");
        case "three" -> assertThat(metrics).containsExactly("values_0", "values_1");
        default -> assertThat(metrics).allMatch("value"::equals);
      }
    }
  }

  @Test
  void aDatabaseOfTrackio() throws IOException {
    Path file = Fixtures.unpacked("trackio/0.43.0/fixtures.db.gz", folder.resolve("fixtures.db"));
    List<TrackedRun> runs = TrackioDatabase.read(file).runs();
    List<List<String>> read = new ArrayList<>();
    for (TrackedRun run : runs) {
      for (List<String> point : Fixtures.points(run.facts())) {
        read.add(List.of(Fixtures.label(run, "name"), point.get(0), point.get(1), point.get(2)));
      }
    }
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(Fixtures.rows("trackio/0.43.0/expected.json"));
    assertThat(runs)
        .hasSize(4)
        .filteredOn(run -> Fixtures.label(run, "name").equals("lr0.1-seed1"))
        .flatExtracting(Fixtures::parameters)
        .containsExactly("lr=0.1", "lrn=true", "net=\"a b\"", "opt={\"momentum\":0.9}", "seed=1");
    assertThat(Fixtures.label(runs.get(0), "group")).isEqualTo("first");
  }
}
