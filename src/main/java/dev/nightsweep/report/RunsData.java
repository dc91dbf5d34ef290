package dev.nightsweep.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All runs of a sweep as the page's script reads them: JSON, column by column. To {@value
 * #MOST_WHOLE} runs with every epoch, above with thinned curves; numbers of curves are rounded to
 * six digits, last readings are exact.
 */
final class RunsData {
  /** Up to so many runs all epochs are told. */
  static final int MOST_WHOLE = 500;

  /** In order of keys, for some maps of Java's are in another order in each process. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final SweepFacts facts;
  private final List<RunFacts> runs;
  private final boolean thinned;

  private RunsData(SweepFacts facts) {
    this.facts = facts;
    this.runs = facts.runs();
    this.thinned = runs.size() > MOST_WHOLE;
  }

  /**
   * A column of the table of runs.
   *
   * @param text whether a filter without a name looks here
   * @param parameter whether it is a setting, not an outcome
   * @param words the different texts of a column of texts; null for numbers
   * @param at of every run the place of its text in {@code words}; null for numbers
   * @param values of every run its number, or null; null for texts
   */
  record Column(
      String key,
      String title,
      boolean number,
      boolean text,
      boolean parameter,
      List<String> words,
      List<Integer> at,
      List<Object> values) {

    static Column number(String key, String title, boolean parameter, List<Object> values) {
      return new Column(key, title, true, false, parameter, null, null, values);
    }

    static Column text(String key, String title, boolean parameter, List<String> texts) {
      List<String> words = texts.stream().distinct().toList();
      Map<String, Integer> places = new LinkedHashMap<>();
      words.forEach(word -> places.put(word, places.size()));
      List<Integer> at = texts.stream().map(places::get).toList();
      return new Column(key, title, false, true, parameter, words, at, null);
    }
  }

  /** The data of a sweep as JSON. */
  static String of(SweepFacts facts) {
    try {
      return JSON.writeValueAsString(new RunsData(facts).told());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the runs of a sweep are plain data", e);
    }
  }

  private Map<String, Object> told() {
    Objective objective = facts.sweep().header().objective();
    List<Settings> settings = runs.stream().map(run -> facts.sweep().settings(run.run())).toList();
    SortedMap<String, Setting> common = common(settings);
    List<Column> columns = columns(settings, common);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("sweep", facts.sweep().sweepId());
    told.put(
        "objective",
        Map.of(
            "metric", objective.metric(),
            "key", objective.metric(),
            "maximize", objective.gain(1) > 0));
    told.put("example", example(columns, objective));
    told.put("thinned", thinned);
    told.put("ids", runs.stream().map(run -> run.run().runId()).toList());
    told.put("columns", columns);
    if (!facts.sweep().header().isSearch()) {
      told.put("groups", columns.get(0));
    }
    told.put("common", raw(common));
    told.put("settings", settings.stream().map(all -> raw(without(all, common))).toList());
    facts.defaults().ifPresent(all -> told.put("defaults", raw(all.byName())));
    told.putAll(series());
    told.put("confusions", runs.stream().map(this::confusion).toList());
    told.put("attempts", runs.stream().map(this::attempts).toList());
    told.put("signs", states(state -> Written.state(state).substring(0, 1)));
    told.put("styles", states(Written::style));
    return told;
  }

  private static SortedMap<String, Setting> common(List<Settings> settings) {
    SortedMap<String, Setting> common = new TreeMap<>();
    if (!settings.isEmpty()) {
      common.putAll(settings.get(0).byName());
      settings.forEach(s -> common.entrySet().retainAll(s.byName().entrySet()));
    }
    return common;
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

  private static Map<String, String> states(java.util.function.Function<RunState, String> told) {
    return Stream.of(RunState.values())
        .collect(
            Collectors.toMap(Written::word, told, (first, second) -> first, LinkedHashMap::new));
  }

  private static String example(List<Column> columns, Objective objective) {
    Optional<Column> parameter =
        columns.stream().filter(c -> c.parameter() && !c.number()).findFirst();
    return parameter.map(c -> c.key() + "=" + c.words().get(0) + " ").orElse("")
        + objective.metric()
        + (objective.gain(1) > 0 ? ">0.9" : "<0.5");
  }

  private List<Column> columns(List<Settings> settings, Map<String, Setting> common) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("arm", "arm", false, texts(run -> facts.sweep().label(run))));
    Stream<String> names = settings.stream().flatMap(all -> all.byName().keySet().stream());
    names
        .distinct()
        .sorted()
        .filter(name -> !common.containsKey(name))
        .forEach(name -> columns.add(parameter(name, settings)));
    columns.add(Column.number("seed", "seed", false, values(RunRecord::seed)));
    if (runs.stream().map(run -> run.run().phase()).distinct().count() > 1) {
      columns.add(Column.text("phase", "phase", false, texts(run -> Written.word(run.phase()))));
    }
    columns.add(Column.text("state", "state", false, texts(run -> Written.word(run.state()))));
    metrics().forEach(m -> columns.add(Column.number(m, Words.metric(m), false, readings(m))));
    columns.add(
        Column.number(
            "seconds",
            "s / epoch",
            false,
            runs.stream().map(r -> boxed(RunsView.secondsAnEpoch(r))).toList()));
    columns.add(
        Column.number(
            "attempts",
            "attempts",
            false,
            runs.stream().map(r -> (Object) r.attempts().size()).toList()));
    columns.add(Column.text("id", "run", false, texts(RunRecord::runId)));
    return columns;
  }

  /** The objective always: it colours the charts. */
  private List<String> metrics() {
    return Stream.concat(
            Stream.of(facts.sweep().header().objective().metric()),
            RunsView.metrics(facts).stream())
        .distinct()
        .toList();
  }

  private static Column parameter(String name, List<Settings> settings) {
    List<Object> raw =
        settings.stream()
            .map(all -> all.find(name).map(Setting::raw).orElse(null))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean number = raw.stream().filter(Objects::nonNull).allMatch(Number.class::isInstance);
    return number
        ? Column.number(name, name, true, raw)
        : Column.text(
            name,
            name,
            true,
            settings.stream().map(s -> s.find(name).map(Setting::text).orElse("–")).toList());
  }

  private List<String> texts(java.util.function.Function<RunRecord, String> told) {
    return runs.stream().map(RunFacts::run).map(told).toList();
  }

  private List<Object> values(java.util.function.Function<RunRecord, Object> told) {
    return runs.stream().map(RunFacts::run).map(told).toList();
  }

  private List<Object> readings(String metric) {
    List<Object> readings = new ArrayList<>();
    runs.forEach(run -> readings.add(run.run().readings().get(metric)));
    return readings;
  }

  private static Object boxed(java.util.OptionalDouble number) {
    return number.isPresent() ? (Object) number.getAsDouble() : null;
  }

  private Map<String, Object> series() {
    Series series = new Series(facts, thinned);
    if (facts.archive().isPresent()) {
      return Map.of("names", series.names()); // the script reads the epochs from the archive
    }
    return Map.of("curves", series.curves(), "epochs", series.epochs(), "names", series.names());
  }

  private List<Integer> confusion(RunFacts run) {
    return thinned
        ? null
        : run.result()
            .map(result -> result.confusion().stream().flatMap(List::stream).toList())
            .filter(counts -> !counts.isEmpty())
            .orElse(null);
  }

  /** Title, cause and last lines of the log; of many runs only what went wrong, and no logs. */
  private List<List<String>> attempts(RunFacts run) {
    return run.attempts().stream()
        .filter(attempt -> !thinned || !attempt.cause().isEmpty())
        .map(RunPage::attempt)
        .map(a -> List.of(a.title(), a.cause(), thinned ? "" : String.join("\n", a.log())))
        .toList();
  }

  /** What a chart of curves may show. */
  static boolean isOfEpochs(String metric) {
    return !metric.startsWith("test_")
        && !metric.equals(Metrics.PEAK_MEMORY_BYTES)
        && !Metrics.isOfOneLayer(metric);
  }
}
