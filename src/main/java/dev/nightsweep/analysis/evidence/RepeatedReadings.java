package dev.nightsweep.analysis.evidence;

import dev.nightsweep.analysis.evidence.ReadingFacts.RepeatedRuns;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds runs of one arm that read the same with different seeds: of a program that ignores its
 * seed, or copied. Coarse readings agree by chance, so either all runs of the arm must agree, at
 * least three, or some reading must be too fine for chance.
 */
final class RepeatedReadings {
  private static final int MIN_ALL = 3;

  private final DeclaredMetrics metrics;
  private final Function<String, Map<String, List<Point>>> curves;

  /** By metric: it is asked of every run. */
  private final Map<String, Boolean> isOfSeed = new HashMap<>();

  /**
   * Looks up the curves of runs whose last readings agree, and of no others.
   *
   * @param curves of a run, by metric
   */
  RepeatedReadings(DeclaredMetrics metrics, Function<String, Map<String, List<Point>>> curves) {
    this.metrics = metrics;
    this.curves = curves;
  }

  /** Among the completed runs of one arm. */
  List<RepeatedRuns> of(String armId, List<RunRecord> completed) {
    List<RepeatedRuns> repeated = new ArrayList<>();
    for (List<RunRecord> alike : groups(completed, run -> comparable(run.readings()))) {
      for (List<RunRecord> same : groups(alike, this::comparableCurves)) {
        if (same.size() == completed.size() ? isAll(same) : isTooFine(same, completed)) {
          List<String> ids = same.stream().map(RunRecord::runId).toList();
          repeated.add(new RepeatedRuns(armId, ids, completed.size()));
        }
      }
    }
    return repeated;
  }

  /** Of two or more runs with something to compare. */
  private static <T> Collection<List<RunRecord>> groups(
      List<RunRecord> runs, Function<RunRecord, Map<String, T>> readings) {
    Map<Map<String, T>, List<RunRecord>> groups =
        runs.stream()
            .collect(Collectors.groupingBy(readings, LinkedHashMap::new, Collectors.toList()));
    groups.entrySet().removeIf(group -> group.getKey().isEmpty() || group.getValue().size() < 2);
    return groups.values();
  }

  private boolean isAll(List<RunRecord> same) {
    return same.size() >= MIN_ALL || isTooFine(same, List.of());
  }

  /** A metric that reads the same in all runs of the arm follows from its settings. */
  private boolean isTooFine(List<RunRecord> same, List<RunRecord> completed) {
    RunRecord one = same.get(0);
    return comparableCurves(one).entrySet().stream()
        .filter(curve -> !curve.getKey().equals(Metrics.LEARNING_RATE))
        .filter(curve -> completed.isEmpty() || differs(curve.getKey(), one, completed))
        .flatMap(curve -> curve.getValue().stream())
        .anyMatch(point -> Digits.areTooManyForChance(point.reading()));
  }

  private static boolean differs(String metric, RunRecord one, List<RunRecord> completed) {
    Double reading = one.readings().get(metric);
    return completed.stream()
        .anyMatch(run -> !run.readings().getOrDefault(metric, Double.NaN).equals(reading));
  }

  private Map<String, List<Point>> comparableCurves(RunRecord run) {
    return comparable(curves.apply(run.runId()));
  }

  private <T> Map<String, T> comparable(Map<String, T> readings) {
    Map<String, T> comparable = new TreeMap<>(readings);
    comparable.keySet().removeIf(name -> !isOfSeed.computeIfAbsent(name, this::isOfSeed));
    return comparable;
  }

  private boolean isOfSeed(String metric) {
    return SeedMetrics.contains(metrics, metric);
  }
}
