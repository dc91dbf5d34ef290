package dev.nightsweep.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.text.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All runs of a sweep as the page's script reads them: JSON, column by column. To {@value
 * #MAX_WHOLE} runs with every epoch, above with thinned curves; numbers of curves are rounded to
 * six digits, last readings are exact.
 */
final class RunsData {
  /** Up to so many runs all epochs are fields. */
  static final int MAX_WHOLE = 500;

  /** In order of keys, for some maps of Java's are in another order in each process. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final SweepFacts facts;
  private final List<RunFacts> runs;
  private final boolean thinned;

  private RunsData(SweepFacts facts) {
    this.facts = facts;
    this.runs = facts.runs();
    this.thinned = runs.size() > MAX_WHOLE;
  }

  /** The data of a sweep as JSON. */
  static String of(SweepFacts facts) {
    try {
      return JSON.writeValueAsString(new RunsData(facts).fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the runs of a sweep are plain data", e);
    }
  }

  private Map<String, Object> fields() {
    Objective objective = facts.sweep().header().objective();
    List<Settings> settings = runs.stream().map(run -> facts.sweep().settings(run.run())).toList();
    RunColumns all = new RunColumns(facts, settings);
    SortedMap<String, Setting> common = all.common();
    List<RunColumns.Column> columns = all.all();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep", facts.sweep().sweepId());
    fields.put(
        "objective",
        Map.of(
            "metric", objective.metric(),
            "key", objective.metric(),
            "maximize", objective.gain(1) > 0));
    fields.put("example", example(columns, objective));
    fields.put("thinned", thinned);
    fields.put("ids", runs.stream().map(run -> run.run().runId()).toList());
    fields.put("columns", columns);
    if (!facts.sweep().header().isSearch()) {
      fields.put("groups", columns.get(0));
    }
    fields.put("common", raw(common));
    fields.put("settings", settings.stream().map(own -> raw(without(own, common))).toList());
    facts.program().defaults().ifPresent(usual -> fields.put("defaults", raw(usual.byName())));
    fields.putAll(series());
    fields.put("confusions", runs.stream().map(this::confusion).toList());
    fields.put("attempts", runs.stream().map(this::attempts).toList());
    fields.put("signs", states(state -> Labels.state(state).substring(0, 1)));
    fields.put("styles", states(Labels::style));
    return fields;
  }

  private static SortedMap<String, Setting> without(Settings all, Map<String, Setting> common) {
    SortedMap<String, Setting> rest = new TreeMap<>(all.byName());
    rest.keySet().removeAll(common.keySet());
    return rest;
  }

  private static Map<String, Object> raw(Map<String, Setting> settings) {
    Map<String, Object> raw = new TreeMap<>();
    settings.forEach((name, setting) -> raw.put(name, setting.raw()));
    return raw;
  }

  private static Map<String, String> states(Function<RunState, String> fields) {
    return Stream.of(RunState.values())
        .collect(
            Collectors.toMap(Labels::word, fields, (first, second) -> first, LinkedHashMap::new));
  }

  private static String example(List<RunColumns.Column> columns, Objective objective) {
    Optional<RunColumns.Column> parameter =
        columns.stream().filter(c -> c.parameter() && c.hasWords()).findFirst();
    return parameter.map(c -> c.key() + "=" + quoted(c.words().get(0)) + " ").orElse("")
        + objective.metric()
        + (objective.gain(1) > 0 ? ">0.9" : "<0.5");
  }

  private static String quoted(String word) {
    return word.contains(" ") ? '"' + word + '"' : word;
  }

  private Map<String, Object> series() {
    RunSeries series = new RunSeries(facts, thinned);
    Map<String, Object> fields = new TreeMap<>();
    fields.put("names", series.names());
    fields.put("errors", series.errors());
    fields.put("units", series.units());
    if (facts.archive().isPresent()) { // the script takes the epochs from there
      fields.put("standing", standing(facts.archive().get()));
    } else {
      fields.put("curves", series.curves());
      fields.put("epochs", series.epochs());
    }
    return fields;
  }

  private List<List<Integer>> standing(PackedArchive archive) {
    return runs.stream()
        .map(run -> archive.standing().getOrDefault(run.run().runId(), List.of()))
        .toList();
  }

  private List<Integer> confusion(RunFacts run) {
    return thinned
        ? null
        : run.result()
            .map(RunResult::confusion)
            .filter(rows -> !rows.isEmpty() && rows.size() <= Confusion.MAX_CLASSES)
            .map(rows -> rows.stream().flatMap(List::stream).toList())
            .orElse(null);
  }

  /** Title, cause and last lines of the log; of many runs only what went wrong, and no logs. */
  private List<List<String>> attempts(RunFacts run) {
    return run.attempts().stream()
        .filter(attempt -> !thinned || !attempt.cause().isEmpty())
        .map(attempt -> AttemptsView.attempt(attempt, facts.sweep().header()))
        .map(a -> List.of(a.title(), a.cause(), thinned ? "" : String.join("\n", a.log())))
        .toList();
  }
}
