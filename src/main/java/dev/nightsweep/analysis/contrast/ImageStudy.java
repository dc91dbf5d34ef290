package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ClassLabels;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Pairs of nets of several seeds on the same labelled images: one difference in accuracy, and how
 * far it would move with new seeds, with new images, and with both. A seed may have several pairs,
 * one for every cell of a contrast; its difference on an image is the mean over them.
 *
 * @param seeds that have all their pairs of nets
 * @param images that all of them saw
 * @param difference accuracy at the level minus accuracy at the baseline, mean over the seeds
 * @param intervals 95 % intervals of it; not known for new seeds if there is only one
 */
public record ImageStudy(
    int seeds, int images, double difference, Map<Population, Interval> intervals) {

  /** What an interval speaks of. */
  public enum Population {
    NEW_SEEDS("new seeds, on these images"),
    NEW_IMAGES("these trained nets, on new images of the same kind"),
    NEW_SEEDS_AND_IMAGES("new seeds, on new images of the same kind");

    private final String text;

    Population(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /** The predictions of two nets that are compared. */
  public record Predictions(ClassLabels level, ClassLabels baseline) {}

  public ImageStudy {
    EnumMap<Population, Interval> ordered = new EnumMap<>(Population.class);
    ordered.putAll(intervals);
    intervals = Collections.unmodifiableMap(ordered);
  }

  /**
   * Compares. Seeds and images are crossed random effects on the per-image difference in being
   * right: d = mean + seed + image + residual. The variance of the mean of n seeds and N images is
   * MS_seed / nN for new seeds, MS_image / nN for new images, and (MS_seed + MS_image -
   * MS_residual) / nN for both (Cornfield and Tukey 1956; Brennan, Generalizability Theory, 2001),
   * at least the larger of the two. t has the degrees of freedom of the seeds wherever seeds are
   * new, which errs on the wide side, else those of the images.
   *
   * @param truth the class of every image
   * @param seeds at least one, each with the same number of pairs, at least one
   * @throws IllegalArgumentException if lengths differ, or without two images or a seed
   */
  public static ImageStudy of(ClassLabels truth, List<List<Predictions>> seeds) {
    if (seeds.isEmpty() || truth.size() < 2) {
      throw new IllegalArgumentException(
          "There must be a pair of nets (%s) and two images (%s)."
              .formatted(seeds.size(), truth.size()));
    }
    double[][] differences =
        seeds.stream().map(pairs -> differences(truth, pairs)).toArray(double[][]::new);
    return new ImageStudy(
        seeds.size(), truth.size(), mean(ofSeeds(differences)), intervals(differences));
  }

  /** Image by image: 1 if the level alone is right, -1 if the baseline alone is, else 0; means. */
  private static double[] differences(ClassLabels truth, List<Predictions> pairs) {
    double[] differences = new double[truth.size()];
    for (Predictions pair : pairs) {
      ImagePair.checkLengths(truth, pair.level(), pair.baseline());
      for (int i = 0; i < differences.length; i++) {
        int right = truth.get(i);
        differences[i] += pair.level().get(i) == right ? 1.0 / pairs.size() : 0;
        differences[i] -= pair.baseline().get(i) == right ? 1.0 / pairs.size() : 0;
      }
    }
    return differences;
  }

  private static double[] ofSeeds(double[][] differences) {
    return Arrays.stream(differences).mapToDouble(ImageStudy::mean).toArray();
  }

  private static double[] ofImages(double[][] differences) {
    return IntStream.range(0, differences[0].length)
        .mapToDouble(i -> Arrays.stream(differences).mapToDouble(seed -> seed[i]).sum())
        .map(sum -> sum / differences.length)
        .toArray();
  }

  /** The variances are the mean squares over nN, as the populations have them. */
  private static Map<Population, Interval> intervals(double[][] differences) {
    int n = differences.length;
    int size = differences[0].length;
    double mean = mean(ofSeeds(differences));
    double seeds = squares(ofSeeds(differences), mean) / (n - 1) / n;
    double images = squares(ofImages(differences), mean) / (size - 1) / size;
    double together = seeds + images - residual(differences, mean);
    return Map.of(
        Population.NEW_SEEDS, interval(mean, seeds, n - 1),
        Population.NEW_IMAGES, interval(mean, images, size - 1),
        Population.NEW_SEEDS_AND_IMAGES,
            interval(mean, Math.max(Math.max(seeds, images), together), n - 1));
  }

  private static double residual(double[][] differences, double mean) {
    double n = differences.length;
    double size = differences[0].length;
    double all = Arrays.stream(differences).mapToDouble(seed -> squares(seed, mean)).sum();
    double seeds = size * squares(ofSeeds(differences), mean);
    double images = n * squares(ofImages(differences), mean);
    return Math.max(0, all - seeds - images) / (n - 1) / (size - 1) / n / size;
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double squares(double[] numbers, double mean) {
    return Arrays.stream(numbers).map(m -> (m - mean) * (m - mean)).sum();
  }

  private static Interval interval(double mean, double variance, int degrees) {
    if (degrees < 1) {
      return Interval.UNKNOWN;
    }
    double half = TDistribution.of(degrees).inverseSurvivalProbability(0.025) * Math.sqrt(variance);
    return new Interval(mean - half, mean + half);
  }
}
