package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.wording.Names;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The epochs of all runs of a sweep, for the page's script: of every metric a list for every run,
 * empty where it has none. Thinned, it is the objective and the training loss at {@value #POINTS}
 * epochs of a run, the first and the last among them.
 */
final class RunSeries {
  private static final int POINTS = 20;
  private static final MathContext SHOWN = new MathContext(6);

  private final SweepFacts facts;
  private final List<RunFacts> runs;
  private final NavigableSet<String> metrics = new TreeSet<>();
  private final List<List<Integer>> epochs;

  RunSeries(SweepFacts facts, boolean thinned) {
    this.facts = facts;
    this.runs = facts.runs();
    Set<String> kept = Set.of(facts.sweep().header().objective().metric(), Metrics.TRAINING_LOSS);
    for (RunFacts run : runs) {
      run.curves().keySet().stream()
          .filter(metric -> RunMetrics.isOfEpochs(facts.metric(metric)))
          .filter(metric -> !thinned || kept.contains(metric))
          .forEach(metrics::add);
    }
    this.epochs = runs.stream().map(run -> epochs(run, thinned)).toList();
  }

  /** By metric, then by run. */
  SortedMap<String, List<List<Object>>> curves() {
    SortedMap<String, List<List<Object>>> curves = new TreeMap<>();
    for (String metric : metrics) {
      curves.put(
          metric, IntStream.range(0, runs.size()).mapToObj(run -> readings(run, metric)).toList());
    }
    return curves;
  }

  /** Of every run the epochs that the readings are of; null where they are 1, 2, 3 and so on. */
  List<List<Integer>> epochs() {
    return epochs.stream().map(of -> isPlain(of) ? null : of).collect(Collectors.toList());
  }

  /** How metrics are called. */
  SortedMap<String, String> names() {
    SortedMap<String, String> names = new TreeMap<>();
    metrics.forEach(metric -> names.put(metric, Names.metric(metric)));
    return names;
  }

  /** What their readings count. */
  SortedMap<String, MetricDefinition.Unit> units() {
    SortedMap<String, MetricDefinition.Unit> units = new TreeMap<>();
    metrics.forEach(metric -> units.put(metric, facts.metric(metric).unit()));
    return units;
  }

  /** Of metrics that are fractions: what is drawn of them, the error that is left. */
  SortedMap<String, String> errors() {
    SortedMap<String, String> errors = new TreeMap<>();
    metrics.stream()
        .map(facts::metric)
        .filter(MetricDefinition::isFraction)
        .forEach(metric -> errors.put(metric.name(), Names.error(metric)));
    return errors;
  }

  private List<Integer> epochs(RunFacts run, boolean thinned) {
    List<Integer> all =
        metrics.stream()
            .flatMap(metric -> run.curves().getOrDefault(metric, List.of()).stream())
            .map(Point::epoch)
            .distinct()
            .sorted()
            .toList();
    if (!thinned || all.size() <= POINTS) {
      return all;
    }
    return IntStream.range(0, POINTS)
        .mapToObj(i -> all.get((int) Math.round((double) i * (all.size() - 1) / (POINTS - 1))))
        .toList();
  }

  private static boolean isPlain(List<Integer> epochs) {
    return IntStream.range(0, epochs.size()).allMatch(i -> epochs.get(i) == i + 1);
  }

  private List<Object> readings(int run, String metric) {
    Map<Integer, Double> byEpoch =
        runs.get(run).curves().getOrDefault(metric, List.of()).stream()
            .collect(Collectors.toMap(Point::epoch, Point::reading, (a, b) -> b));
    if (byEpoch.isEmpty()) {
      return List.of();
    }
    List<Object> readings = new ArrayList<>();
    epochs.get(run).forEach(epoch -> readings.add(rounded(byEpoch.get(epoch))));
    return readings;
  }

  private static Object rounded(Double reading) {
    return reading == null || !Double.isFinite(reading)
        ? reading
        : (Object) new BigDecimal(reading).round(SHOWN).doubleValue();
  }
}
