package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.sqlite.StoredRow;
import dev.nightsweep.tracker.sqlite.TableQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The SQLite database of Optuna's RDBStorage. */
public final class OptunaDatabase {
  private static final TableQuery STUDIES =
      new TableQuery("studies", List.of("study_id", "study_name"));
  private static final TableQuery NAMES =
      new TableQuery("study_system_attributes", List.of("study_id", "key", "value_json"));
  private static final TableQuery TRIALS =
      new TableQuery(
          "trials",
          List.of(
              "trial_id", "number", "study_id", "state", "datetime_start", "datetime_complete"));
  private static final TableQuery PARAMETERS =
      new TableQuery(
          "trial_params", List.of("trial_id", "param_name", "param_value", "distribution_json"));
  private static final TableQuery VALUES =
      new TableQuery("trial_values", List.of("trial_id", "objective", "value", "value_type"));
  private static final TableQuery INTERMEDIATE =
      new TableQuery(
          "trial_intermediate_values",
          List.of("trial_id", "step", "intermediate_value", "intermediate_value_type"));
  private static final TableQuery ATTRIBUTES =
      new TableQuery("trial_user_attributes", List.of("trial_id", "key", "value_json"));

  private final Map<Long, String> studies = new HashMap<>();
  private final Map<Long, JsonNode> metrics = new HashMap<>();
  private final Map<Long, Long> studyOf = new HashMap<>();
  private final Map<Long, Long> objectives = new HashMap<>();
  private final Map<Long, TrialFacts> trials = new LinkedHashMap<>();

  private OptunaDatabase() {}

  /** All trials in it that were begun, of all studies. */
  public static List<TrackedRun> runs(Path file) throws IOException {
    OptunaDatabase reading = new OptunaDatabase();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      for (TableQuery table :
          List.of(STUDIES, NAMES, TRIALS, PARAMETERS, VALUES, INTERMEDIATE, ATTRIBUTES)) {
        Optional<String> missing = database.missing(table.table(), table.columns());
        if (missing.isPresent()) {
          throw new UnreadableRunException(
              file,
              "it is no database of Optuna, or of one before version 3: %s. `optuna storage upgrade` brings it up to date"
                  .formatted(missing.get()));
        }
      }
      reading.read(database);
    }
    return reading.trials.values().stream().map(TrialFacts::run).toList();
  }

  private void read(ForeignDatabase database) throws IOException {
    database.each(STUDIES, row -> studies.put(id(row, 0), row.word(1)));
    database.each(NAMES, this::names);
    database.each(TRIALS, this::trial);
    database.each(
        PARAMETERS,
        ofTrial(
            (row, trial) ->
                trial.parameter(row.word(1), row.real(2).orElse(Double.NaN), row.word(3))));
    database.each(VALUES, row -> objectives.merge(id(row, 0), 1L, Long::sum));
    database.each(
        VALUES, ofTrial((row, trial) -> trial.add(new Summary(metric(row), number(row)))));
    database.each(
        INTERMEDIATE,
        ofTrial(
            (row, trial) ->
                trial.add(
                    new Point(
                        TrialFacts.INTERMEDIATE,
                        row.whole(1).orElse(0),
                        number(row),
                        TrackedFact.NO_TIME))));
    database.each(
        ATTRIBUTES,
        ofTrial((row, trial) -> trial.userAttribute(row.word(1), row.text(2).orElse("null"))));
  }

  /** What is done with a row of a trial. */
  private interface TrialRow {
    void take(StoredRow row, TrialFacts trial);
  }

  /** Rows of trials that are left out, or gone, are passed over. */
  private Consumer<StoredRow> ofTrial(TrialRow use) {
    return row -> Optional.ofNullable(trials.get(id(row, 0))).ifPresent(it -> use.take(row, it));
  }

  private void names(StoredRow row) {
    if (row.word(1).equals("study:metric_names")) {
      metrics.put(id(row, 0), TrialFacts.tree(row.word(2)));
    }
  }

  private void trial(StoredRow row) {
    if (row.word(3).equals("WAITING")) {
      return;
    }
    String study = studies.get(id(row, 2));
    if (study == null) {
      throw new IllegalArgumentException("row %d is of no study".formatted(row.number()));
    }
    TrialFacts trial = new TrialFacts(study, id(row, 1));
    trial.started(row.text(4).orElse(""));
    trial.became(row.word(3));
    trial.ended(row.text(5).orElse(""));
    trials.put(id(row, 0), trial);
    studyOf.put(id(row, 0), id(row, 2));
  }

  /** Several objectives are numbered, unless the study names them. */
  private String metric(StoredRow row) {
    long trial = id(row, 0);
    int objective = (int) row.whole(1).orElse(0);
    JsonNode named =
        metrics.getOrDefault(studyOf.get(trial), TrialFacts.tree("[]")).path(objective);
    if (named.isTextual()) {
      return TrialFacts.name(named.asText());
    }
    return objectives.get(trial) > 1 ? "values_" + objective : TrialFacts.VALUE;
  }

  private static double number(StoredRow row) {
    return switch (row.text(3).orElse("FINITE")) {
      case "FINITE" -> row.real(2).orElse(Double.NaN);
      case "INF_POS" -> Double.POSITIVE_INFINITY;
      case "INF_NEG" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static long id(StoredRow row, int column) {
    return row.whole(column)
        .orElseThrow(
            () -> new IllegalArgumentException("row %d has no id".formatted(row.number())));
  }
}
