package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ReadingFinding.SameOnBothSides;
import dev.nightsweep.analysis.evidence.Digits;
import dev.nightsweep.analysis.evidence.SeedMetrics;
import dev.nightsweep.analysis.paired.BinomialRange;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pairs whose runs agree in every epoch and metric, times aside. If all do, the level does nothing;
 * if some do, one side's runs were taken for the other's. Readings on few images may agree by
 * chance: how often they do is seen in runs that do not agree throughout, or, where all epochs of a
 * run follow from one of them, in how far apart the two sides are in steps of the metric.
 */
final class SameRuns {
  /** Chance alone must be less likely than that to make one pair agree. */
  private static final double CHANCE = 0.001;

  /** So many runs do not stand in one order by chance. */
  private static final int MIN_ORDERED = 6;

  private SameRuns() {}

  static Optional<Finding> of(Records records, Contrast contrast, List<Records.Pair> pairs) {
    List<Records.Pair> same = pairs.stream().filter(pair -> isSame(records, pair)).toList();
    if (same.isEmpty() || isLikely(records, pairs, same)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            same.size() == pairs.size() && mayDoNothing(records)
                ? Severity.WARNING
                : Severity.ERROR,
            AuditCheck.REPORTING,
            Records.ids(same),
            new SameOnBothSides(
                contrast, same.size(), pairs.size(), records.header().isTracked())));
  }

  /**
   * Parameters of our programs reach them, and some do nothing beside others: whatever they are,
   * the answer that they make no difference is right.
   */
  private static boolean mayDoNothing(Records records) {
    return records.header().program().isOurs();
  }

  private static boolean isSame(Records records, Records.Pair pair) {
    Set<String> metrics = new HashSet<>(pair.level().readings().keySet());
    metrics.addAll(pair.baseline().readings().keySet());
    metrics.removeIf(name -> !SeedMetrics.contains(records.evidence().metrics(), name));
    return isTelling(records, pair)
        && records.curve(pair.level()).equals(records.curve(pair.baseline()))
        && metrics.stream()
            .allMatch(
                name ->
                    pair.level().readings().containsKey(name)
                        && pair.level()
                            .readings()
                            .get(name)
                            .equals(pair.baseline().readings().get(name)));
  }

  /** A single reading is no course: it must be too fine for chance. */
  private static boolean isTelling(Records records, Records.Pair pair) {
    return records.curve(pair.level()).size() > 1 || isFine(records, pair);
  }

  /** Whether runs whose epochs agree as often as these would agree throughout now and then. */
  private static boolean isLikely(
      Records records, List<Records.Pair> pairs, List<Records.Pair> same) {
    List<Records.Pair> others = new ArrayList<>(pairs);
    others.removeAll(same);
    if (!others.isEmpty() && isOneReading(records, pairs)) {
      if (same.stream().anyMatch(pair -> isFine(records, pair))) {
        return false;
      }
      double chance = chanceOfTie(records, others);
      return same.size() <= BinomialRange.most(pairs.size(), chance, 1 - CHANCE);
    }
    for (int i = 1; i < pairs.size(); i++) {
      others.add(new Records.Pair(pairs.get(i).level(), pairs.get(i - 1).level()));
    }
    double share = others.stream().mapToDouble(p -> alike(records, p)).average().orElse(1);
    double apart =
        others.stream()
            .filter(pair -> alike(records, pair) < 1)
            .mapToDouble(pair -> alike(records, pair))
            .max()
            .orElse(share);
    int epochs = records.curve(same.get(0).level()).size();
    return pairs.size() * Math.pow(Math.max(share, apart), epochs) > CHANCE;
  }

  /** Whether the runs stand in the same order in every epoch, so that one tells all the others. */
  private static boolean isOneReading(Records records, List<Records.Pair> pairs) {
    List<List<Double>> curves =
        pairs.stream()
            .flatMap(pair -> pair.both().stream())
            .map(run -> readings(records, run))
            .distinct()
            .sorted(Comparator.comparing(curve -> curve.get(curve.size() - 1)))
            .toList();
    return curves.size() >= MIN_ORDERED
        && IntStream.range(1, curves.size())
            .allMatch(i -> isBelow(curves.get(i - 1), curves.get(i)));
  }

  private static boolean isFine(Records records, Records.Pair pair) {
    return readings(records, pair.level()).stream().anyMatch(Digits::areTooManyForChance);
  }

  private static boolean isBelow(List<Double> lower, List<Double> upper) {
    return lower.size() == upper.size()
        && IntStream.range(0, lower.size()).allMatch(e -> lower.get(e) <= upper.get(e));
  }

  /** The most that one step has of a normal distribution about zero that spreads like these. */
  private static double chanceOfTie(Records records, List<Records.Pair> pairs) {
    String metric = records.header().objective().metric();
    double step = records.evidence().readings().quantum(metric).orElse(0);
    double squares =
        pairs.stream()
            .map(p -> last(readings(records, p.level())) - last(readings(records, p.baseline())))
            .mapToDouble(difference -> difference * difference)
            .average()
            .orElseThrow();
    return squares == 0 ? 1 : Math.min(1, step / Math.sqrt(2 * Math.PI * squares));
  }

  private static double last(List<Double> readings) {
    return readings.get(readings.size() - 1);
  }

  /** The share of epochs that two runs agree in. */
  private static double alike(Records records, Records.Pair pair) {
    List<Double> one = readings(records, pair.level());
    List<Double> other = readings(records, pair.baseline());
    int epochs = Math.min(one.size(), other.size());
    int alike = 0;
    for (int i = 0; i < epochs; i++) {
      alike += one.get(i).equals(other.get(i)) ? 1 : 0;
    }
    return epochs == 0 ? 1 : (double) alike / epochs;
  }

  private static List<Double> readings(Records records, RunRecord run) {
    return records.curve(run).stream().map(Point::reading).toList();
  }
}
