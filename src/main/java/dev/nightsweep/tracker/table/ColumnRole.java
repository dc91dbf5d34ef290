package dev.nightsweep.tracker.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column is for, as its name says. */
enum ColumnRole {
  /** Which run the row is of. */
  RUN("run_id run id run_name name"),
  NAME("run_name name tags.mlflow.runName"),
  STATE("state status"),
  STARTED("started started_at start_time created datetime_start"),
  ENDED("ended ended_at end_time datetime_complete"),
  TIME("timestamp _timestamp"),
  STEP("step epoch _step global_step iteration"),
  /** The name of a metric, in tables that have a row for each value. */
  METRIC_NAME("metric metric_name"),
  METRIC_VALUE("value metric_value reading"),
  PARAMETER,
  METRIC,
  LABEL,
  /** Its name says nothing. */
  PLAIN;

  /** As MLflow, W&B, Optuna and pandas have them. */
  private static final Map<String, ColumnRole> PREFIXES =
      Map.ofEntries(
          Map.entry("param.", PARAMETER),
          Map.entry("params.", PARAMETER),
          Map.entry("parameter.", PARAMETER),
          Map.entry("parameters.", PARAMETER),
          Map.entry("config.", PARAMETER),
          Map.entry("params_", PARAMETER),
          Map.entry("metric.", METRIC),
          Map.entry("metrics.", METRIC),
          Map.entry("summary.", METRIC),
          Map.entry("tag.", LABEL),
          Map.entry("tags.", LABEL),
          Map.entry("label.", LABEL),
          Map.entry("system_attrs_", LABEL));

  /** Of trials of Optuna: what the script noted. */
  private static final String NOTED = "user_attrs_";

  private final String names;

  /**
   * @param names with spaces between them
   */
  ColumnRole(String names) {
    this.names = names;
  }

  ColumnRole() {
    this("");
  }

  /** The first of these names that a table has, in whatever case. */
  Optional<String> in(List<String> columns) {
    return Stream.of(names.split(" ", -1))
        .flatMap(name -> columns.stream().filter(name::equalsIgnoreCase).limit(1))
        .findFirst();
  }

  /** The role and the name behind the prefix; that of no prefix is plain. */
  static Map.Entry<ColumnRole, String> byPrefix(String column) {
    String small = column.toLowerCase(Locale.ROOT);
    if (small.startsWith(NOTED) && small.length() > NOTED.length()) {
      return Map.entry(PARAMETER, "user_attrs." + column.substring(NOTED.length()));
    }
    for (Map.Entry<String, ColumnRole> prefix : PREFIXES.entrySet()) {
      if (small.startsWith(prefix.getKey()) && column.length() > prefix.getKey().length()) {
        return Map.entry(prefix.getValue(), column.substring(prefix.getKey().length()));
      }
    }
    return Map.entry(PLAIN, column);
  }
}
