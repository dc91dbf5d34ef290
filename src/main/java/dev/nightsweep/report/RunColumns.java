package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the table of runs: what the runs were, what was set, what they read. */
final class RunColumns {
  private static final Set<String> OWN_KEYS =
      Set.of("arm", "seed", "phase", "state", "seconds", "attempts", "id");

  private final SweepFacts facts;
  private final List<RunFacts> runs;
  private final List<Settings> settings;
  private final SortedMap<String, Setting> common;

  RunColumns(SweepFacts facts, List<Settings> settings) {
    this.facts = facts;
    this.runs = facts.runs();
    this.settings = settings;
    this.common = common(settings);
  }

  /**
   * A column of the table of runs.
   *
   * @param parameter whether it is a setting, not an outcome
   * @param unit what numbers count that were measured; null for settings and texts
   * @param log whether its numbers are drawn on a log axis
   * @param words the different texts of a column of texts, where a filter without a name looks;
   *     null for numbers
   * @param at of every run the place of its text in {@code words}; null for numbers
   * @param values of every run its number, or null; null for texts
   */
  record Column(
      String key,
      String title,
      boolean parameter,
      MetricDefinition.Unit unit,
      boolean log,
      List<String> words,
      List<Integer> at,
      List<Object> values) {

    static Column measured(
        String key, String title, MetricDefinition.Unit unit, boolean log, List<Object> values) {
      return new Column(key, title, false, unit, log, null, null, values);
    }

    static Column settings(String key, boolean log, List<Object> values) {
      return new Column(key, key, true, null, log, null, null, values);
    }

    static Column text(String key, String title, boolean parameter, List<String> texts) {
      List<String> words = texts.stream().distinct().toList();
      Map<String, Integer> places = new LinkedHashMap<>();
      words.forEach(word -> places.put(word, places.size()));
      List<Integer> at = texts.stream().map(places::get).toList();
      return new Column(key, title, parameter, null, false, words, at, null);
    }

    boolean hasWords() {
      return words != null;
    }
  }

  /** What all runs share. */
  SortedMap<String, Setting> common() {
    return common;
  }

  private static SortedMap<String, Setting> common(List<Settings> settings) {
    SortedMap<String, Setting> common = new TreeMap<>();
    if (!settings.isEmpty()) {
      common.putAll(settings.get(0).byName());
      settings.forEach(s -> common.entrySet().retainAll(s.byName().entrySet()));
    }
    return common;
  }

  /** The arm first. */
  List<Column> all() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("arm", "arm", false, texts(run -> facts.sweep().label(run))));
    Stream<String> names = settings.stream().flatMap(all -> all.byName().keySet().stream());
    names
        .distinct()
        .sorted()
        .filter(name -> !common.containsKey(name))
        .forEach(name -> columns.add(parameter(name)));
    columns.add(counted("seed", values(RunRecord::seed)));
    if (runs.stream().map(run -> run.run().phase()).distinct().count() > 1) {
      columns.add(Column.text("phase", "phase", false, texts(run -> Labels.word(run.phase()))));
    }
    columns.add(Column.text("state", "state", false, texts(state())));
    metrics().forEach(metric -> columns.add(measured(facts.metric(metric))));
    columns.addAll(ofTraining());
    columns.add(Column.text("id", "run", false, texts(RunRecord::runId)));
    return columns;
  }

  /** What is not known of runs that were trained elsewhere is left out. */
  private List<Column> ofTraining() {
    List<Object> seconds =
        runs.stream().map(r -> boxed(RunMetrics.secondsAnEpoch(r))).collect(Collectors.toList());
    List<Object> attempts = runs.stream().map(r -> (Object) r.attempts().size()).toList();
    boolean elsewhere = facts.sweep().header().isTracked();
    List<Column> columns = new ArrayList<>();
    if (!elsewhere || seconds.stream().anyMatch(Objects::nonNull)) {
      columns.add(
          Column.measured("seconds", "s / epoch", MetricDefinition.Unit.SECONDS, false, seconds));
    }
    if (!elsewhere) {
      columns.add(counted("attempts", attempts));
    }
    return columns;
  }

  private static Column counted(String key, List<Object> values) {
    return Column.measured(key, key, MetricDefinition.Unit.PLAIN, false, values);
  }

  private Column measured(MetricDefinition metric) {
    List<Object> readings = readings(metric.name());
    return Column.measured(
        metric.name(),
        Names.metric(metric.name()),
        metric.unit(),
        LogScale.ofReadings(metric, readings),
        readings);
  }

  private Function<RunRecord, String> state() {
    Set<String> neverLearned = facts.analysis().neverLearned();
    return run -> Names.state(run.state(), neverLearned.contains(run.runId()));
  }

  /** The objective always: it colours the charts. */
  private List<String> metrics() {
    return Stream.concat(
            Stream.of(facts.sweep().header().objective().metric()),
            RunMetrics.shown(facts).stream())
        .distinct()
        .toList();
  }

  private Column parameter(String name) {
    String key = OWN_KEYS.contains(name) ? "parameters." + name : name;
    List<Object> raw =
        settings.stream()
            .map(all -> all.find(name).map(Setting::raw).orElse(null))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean number = raw.stream().filter(Objects::nonNull).allMatch(Number.class::isInstance);
    Optional<Searched> searched =
        facts.sweep().header().searched().stream().filter(s -> s.name().equals(name)).findFirst();
    return number
        ? Column.settings(key, LogScale.ofParameter(searched, raw), raw)
        : Column.text(
            key,
            key,
            true,
            settings.stream().map(s -> s.find(name).map(Setting::text).orElse("–")).toList());
  }

  private List<String> texts(Function<RunRecord, String> told) {
    return runs.stream().map(RunFacts::run).map(told).toList();
  }

  private List<Object> values(Function<RunRecord, Object> told) {
    return runs.stream().map(RunFacts::run).map(told).toList();
  }

  private List<Object> readings(String metric) {
    List<Object> readings = new ArrayList<>();
    runs.forEach(run -> readings.add(run.run().readings().get(metric)));
    return readings;
  }

  private static Object boxed(OptionalDouble number) {
    return number.isPresent() ? (Object) number.getAsDouble() : null;
  }
}
