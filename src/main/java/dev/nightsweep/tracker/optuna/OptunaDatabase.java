package dev.nightsweep.tracker.optuna;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.sqlite.StoredRow;
import dev.nightsweep.tracker.sqlite.TableQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The SQLite database of Optuna's RDBStorage. */
public final class OptunaDatabase {
  private static final TableQuery STUDIES =
      new TableQuery("studies", List.of("study_id", "study_name"));
  private static final TableQuery NAMES =
      new TableQuery("study_system_attributes", List.of("study_id", "key", "value_json"));
  private static final TableQuery DIRECTIONS =
      new TableQuery("study_directions", List.of("study_id", "objective", "direction"));
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

  private final Map<Long, StudyFacts> studies = new LinkedHashMap<>();
  private final Map<Long, TrialFacts> trials = new LinkedHashMap<>();
  private int waiting;

  private OptunaDatabase() {}

  /** All trials in it that were begun, of all studies. */
  public static FoundRuns read(Path file) throws IOException {
    OptunaDatabase reading = new OptunaDatabase();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      for (TableQuery table :
          List.of(
              STUDIES, NAMES, DIRECTIONS, TRIALS, PARAMETERS, VALUES, INTERMEDIATE, ATTRIBUTES)) {
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
    return TrialRemarks.found(
        file,
        reading.trials.values().stream().map(TrialFacts::run).toList(),
        List.copyOf(reading.studies.values()),
        reading.waiting);
  }

  private void read(ForeignDatabase database) throws IOException {
    database.each(STUDIES, row -> studies.put(id(row, 0), new StudyFacts(row.word(1))));
    database.each(NAMES, this::names);
    database.each(
        DIRECTIONS,
        row ->
            study(row, 0)
                .direction(
                    (int) row.whole(1).orElse(0), row.text(2).orElse("").toLowerCase(Locale.ROOT)));
    database.each(TRIALS, this::trial);
    database.each(
        PARAMETERS,
        ofTrial(
            (row, trial) ->
                trial.parameter(row.word(1), row.real(2).orElse(Double.NaN), row.word(3))));
    database.each(
        VALUES, ofTrial((row, trial) -> trial.returned((int) row.whole(1).orElse(0), number(row))));
    database.each(
        INTERMEDIATE, ofTrial((row, trial) -> trial.reported(row.whole(1).orElse(0), number(row))));
    database.each(
        ATTRIBUTES, ofTrial((row, trial) -> trial.noted(row.word(1), row.text(2).orElse("null"))));
  }

  /** What is done with a row of a trial. */
  private interface TrialRow {
    void take(StoredRow row, TrialFacts trial);
  }

  /** Rows of trials that are left out, or gone, are passed over. */
  private Consumer<StoredRow> ofTrial(TrialRow use) {
    return row -> Optional.ofNullable(trials.get(id(row, 0))).ifPresent(it -> use.take(row, it));
  }

  private StudyFacts study(StoredRow row, int column) {
    return Optional.ofNullable(studies.get(id(row, column)))
        .orElseThrow(
            () -> new IllegalArgumentException("row %d is of no study".formatted(row.number())));
  }

  private void names(StoredRow row) {
    if (row.word(1).equals("study:metric_names")) {
      study(row, 0).metrics(TrialFacts.tree(row.word(2)));
    }
  }

  private void trial(StoredRow row) {
    if (row.word(3).equals("WAITING")) {
      waiting++;
      return;
    }
    TrialFacts trial = new TrialFacts(study(row, 2), id(row, 1));
    trial.started(row.text(4).orElse(""));
    trial.became(row.word(3));
    trial.ended(row.text(5).orElse(""));
    trials.put(id(row, 0), trial);
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
