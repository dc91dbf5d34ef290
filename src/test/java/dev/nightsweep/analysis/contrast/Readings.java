package dev.nightsweep.analysis.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Draws the differences of simulated studies: standard normal times √2 if both arms of a contrast
 * vary alike, plus a true difference.
 */
final class Readings {
  static final int STUDIES = 100_000;
  private static final long SEED = 20_260_301;

  private final SplittableRandom random;

  /** A stream of its own for every cell. */
  Readings(String cell) {
    this.random = random(cell);
  }

  static SplittableRandom random(String cell) {
    return new SplittableRandom(SEED + 1_000_003L * cell.hashCode());
  }

  double uniform() {
    return random.nextDouble();
  }

  /** Contrasts of separate arms, as the factors of a full grid are: independent of each other. */
  List<List<Double>> crossed(int contrasts, int seeds, double difference) {
    List<List<Double>> all = new ArrayList<>();
    for (int i = 0; i < contrasts; i++) {
      all.add(normal(seeds).map(d -> Math.sqrt(2) * d + difference).boxed().toList());
    }
    return all;
  }

  /** Contrasts of several arms with one and the same baseline, which makes them go together. */
  List<List<Double>> shared(int contrasts, int seeds, double difference) {
    double[] baseline = normal(seeds).toArray();
    List<List<Double>> all = new ArrayList<>();
    for (int i = 0; i < contrasts; i++) {
      double[] level = normal(seeds).toArray();
      List<Double> differences = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) {
        differences.add(level[seed] - baseline[seed] + difference);
      }
      all.add(differences);
    }
    return all;
  }

  private DoubleStream normal(int seeds) {
    return DoubleStream.generate(random::nextGaussian).limit(seeds);
  }
}
