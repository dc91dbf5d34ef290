package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.paired.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether the readings of a sweep's arms spread alike to either side. What shifts all arms of a
 * seed cancels out of every difference, so an arm is looked at beside the middle one of all arms,
 * each from its own middle on; where there are too few for a middle, the differences are looked at
 * themselves.
 *
 * @param rows how many arms or contrasts were looked at
 * @param together standard normal without skew: all scores that point the same way
 * @param p the chance that symmetric, normal readings look as skewed: twice the smaller of that of
 *     {@code together} and that of the sum of all squared scores
 */
public record Symmetry(int rows, double together, double p) {
  private static final int MIN_ARMS = 5;

  /** Readings that spread over fewer floors, which is two steps, have the shape of their steps. */
  static final double COARSE = 4;

  /** On the objective. */
  public static Symmetry of(JudgedRuns runs) {
    List<String> arms =
        runs.contrasts().stream()
            .flatMap(contrast -> contrast.cells().stream())
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .distinct()
            .toList();
    return of(
        arms.size() < MIN_ARMS
            ? differences(runs)
            : besideTheMiddle(runs.byArm(), arms, runs.objective()),
        COARSE * runs.objective().floor());
  }

  private static Symmetry of(List<double[]> rows, double least) {
    double sum = 0;
    double squares = 0;
    for (double[] row : rows) {
      Shape shape = new Shape(row);
      double score = shape.deviation() < least ? 0 : shape.skewnessScore();
      sum += score;
      squares += score * score;
    }
    if (rows.isEmpty() || squares == 0) {
      return new Symmetry(rows.size(), 0, 1);
    }
    double together = sum / Math.sqrt(rows.size());
    double pTogether = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(together));
    double pAny = ChiSquaredDistribution.of(rows.size()).survivalProbability(squares);
    return new Symmetry(rows.size(), together, Math.min(1, 2 * Math.min(pTogether, pAny)));
  }

  private static List<double[]> differences(JudgedRuns runs) {
    return runs.contrasts().stream()
        .map(contrast -> runs.pairing(contrast, runs.objective()).sample().differences())
        .map(differences -> differences.stream().mapToDouble(d -> d).toArray())
        .toList();
  }

  /** An arm a row, of the seeds that have a reading in every arm. */
  private static List<double[]> besideTheMiddle(
      ComparisonRuns runs, List<String> arms, Endpoint measure) {
    List<double[]> seeds = new ArrayList<>();
    for (long seed : runs.seeds()) {
      double[] readings = new double[arms.size()];
      for (int arm = 0; arm < readings.length; arm++) {
        readings[arm] = measure.reading(runs.find(arms.get(arm), seed));
      }
      if (Arrays.stream(readings).noneMatch(Double::isNaN)) {
        seeds.add(readings);
      }
    }
    if (seeds.isEmpty()) {
      return List.of();
    }
    double[][] rows = new double[arms.size()][seeds.size()];
    for (int arm = 0; arm < rows.length; arm++) {
      int place = arm;
      double[] own = seeds.stream().mapToDouble(readings -> readings[place]).toArray();
      double usual = middle(own);
      Arrays.setAll(rows[arm], seed -> own[seed] - usual);
    }
    for (int seed = 0; seed < seeds.size(); seed++) {
      int place = seed;
      double middle = middle(Arrays.stream(rows).mapToDouble(row -> row[place]).toArray());
      Arrays.stream(rows).forEach(row -> row[place] -= middle);
    }
    return List.of(rows);
  }

  private static double middle(double[] readings) {
    double[] ascending = readings.clone();
    Arrays.sort(ascending);
    int half = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[half]
        : (ascending[half - 1] + ascending[half]) / 2;
  }
}
