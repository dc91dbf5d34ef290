package dev.nightsweep.tracker.trackio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.sqlite.StoredRow;
import dev.nightsweep.tracker.sqlite.TableQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The database of one project of Trackio. What became of a run is not in it. */
public final class TrackioDatabase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "_Group";

  private final Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();

  private final String project;

  private TrackioDatabase(String project) {
    this.project = project;
  }

  /** All runs of the project. */
  public static FoundRuns read(Path file) throws IOException {
    TrackioDatabase reading = new TrackioDatabase(project(file));
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      // Before version 0.20 a run is known by its name alone.
      boolean hasIds = database.missing("configs", List.of("run_id")).isEmpty();
      String id = hasIds ? "run_id" : "run_name";
      TableQuery configs =
          new TableQuery("configs", List.of(id, "run_name", "config", "created_at"));
      TableQuery metrics =
          new TableQuery("metrics", List.of(id, "run_name", "metrics", "timestamp", "step"));
      for (TableQuery table : List.of(configs, metrics)) {
        Optional<String> missing = database.missing(table.table(), table.columns());
        if (missing.isPresent()) {
          throw new UnreadableRunException(file, "it is no database of Trackio: " + missing.get());
        }
      }
      database.each(configs, reading::config);
      database.each(metrics, reading::metrics);
    }
    return new FoundRuns(
        reading.runs.entrySet().stream()
            .map(run -> new TrackedRun(run.getKey(), List.copyOf(run.getValue())))
            .toList(),
        List.of());
  }

  /** What the project is called: its file is named after it. */
  static String project(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".db") ? name.substring(0, name.length() - 3) : name;
  }

  private List<TrackedFact> run(StoredRow row) {
    return runs.computeIfAbsent(
        TrackerLimits.name(row.word(0)),
        id ->
            new ArrayList<>(
                List.of(
                    new Label("name", TrackerLimits.name(row.word(1))),
                    new Label("project", project))));
  }

  private void config(StoredRow row) {
    List<TrackedFact> facts = run(row);
    facts.add(new State(RunState.RUNNING, millis(row.word(3))));
    object(row)
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals(GROUP) && entry.getValue().isTextual()) {
                facts.add(new Label("group", TrackerLimits.name(entry.getValue().asText())));
              } else if (!entry.getKey().startsWith("_")) { // those are Trackio's own
                facts.add(
                    new Parameter(TrackerLimits.name(entry.getKey()), entry.getValue().toString()));
              }
            });
  }

  private void metrics(StoredRow row) {
    List<TrackedFact> facts = run(row);
    long step = row.whole(4).orElse(0);
    long time = millis(row.word(3));
    object(row)
        .properties()
        .forEach(
            entry ->
                number(entry.getValue())
                    .ifPresent(
                        value ->
                            facts.add(
                                new Point(TrackerLimits.name(entry.getKey()), step, value, time))));
  }

  /** Media and texts are no numbers. */
  private static OptionalDouble number(JsonNode value) {
    if (value.isNumber()) {
      return OptionalDouble.of(value.asDouble());
    }
    return switch (value.asText()) {
      case "NaN" -> OptionalDouble.of(Double.NaN);
      case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  private static JsonNode object(StoredRow row) {
    try {
      JsonNode object = JSON.readTree(row.word(2));
      if (object != null && object.isObject()) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new IllegalArgumentException("row %d is no JSON object".formatted(row.number()));
  }

  private static long millis(String time) {
    try {
      return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      return TrackedFact.NO_TIME;
    }
  }
}
