package dev.nightsweep.analysis.contrast;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Pairs of nets of several seeds on the same labelled images: one difference in accuracy, and how
 * far it would move with new seeds, with new images, and with both.
 *
 * @param seeds pairs of nets
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

  /** The predictions of the two nets of one seed, a character an image. */
  public record Predictions(String level, String baseline) {}

  public ImageStudy {
    intervals = Map.copyOf(intervals);
  }

  /**
   * Compares. Seeds and images are crossed random effects on the per-image difference in being
   * right: d = mean + seed + image + residual. The variance of the mean of n seeds and N images is
   * MS_seed / nN for new seeds, MS_image / nN for new images, and (MS_seed + MS_image -
   * MS_residual) / nN for both (Cornfield and Tukey 1956; Brennan, Generalizability Theory, 2001),
   * at least the larger of the two. t has the degrees of freedom of the seeds wherever seeds are
   * new, which errs on the wide side, else those of the images.
   *
   * @param truth the class of every image, a character each
   * @param seeds at least one
   * @throws IllegalArgumentException if lengths differ, or without two images or a seed
   */
  public static ImageStudy of(String truth, List<Predictions> seeds) {
    if (seeds.isEmpty() || truth.length() < 2) {
      throw new IllegalArgumentException(
          "There must be a pair of nets (%s) and two images (%s)."
              .formatted(seeds.size(), truth.length()));
    }
    double[] ofSeeds =
        seeds.stream()
            .mapToDouble(s -> ImagePair.of(truth, s.level(), s.baseline()).difference())
            .toArray();
    double[] ofImages =
        IntStream.range(0, truth.length()).mapToDouble(i -> mean(truth, seeds, i)).toArray();
    double squares =
        seeds.stream().mapToDouble(s -> discordant(truth, s)).sum(); // each d² is 0 or 1
    return new ImageStudy(
        seeds.size(),
        truth.length(),
        Arrays.stream(ofSeeds).average().orElseThrow(),
        intervals(ofSeeds, ofImages, squares));
  }

  private static double mean(String truth, List<Predictions> seeds, int image) {
    return seeds.stream().mapToInt(seed -> difference(truth, seed, image)).average().orElseThrow();
  }

  private static int difference(String truth, Predictions seed, int image) {
    int level = seed.level().charAt(image) == truth.charAt(image) ? 1 : 0;
    return level - (seed.baseline().charAt(image) == truth.charAt(image) ? 1 : 0);
  }

  private static int discordant(String truth, Predictions seed) {
    ImagePair pair = ImagePair.of(truth, seed.level(), seed.baseline());
    return pair.onlyLevel() + pair.onlyBaseline();
  }

  private static Map<Population, Interval> intervals(
      double[] ofSeeds, double[] ofImages, double squares) {
    int n = ofSeeds.length;
    int size = ofImages.length;
    double mean = Arrays.stream(ofSeeds).average().orElseThrow();
    double seeds = size * squares(ofSeeds, mean);
    double images = n * squares(ofImages, mean);
    double residual = squares - (double) n * size * mean * mean - seeds - images;
    double meanImages = images / (size - 1);
    double meanSeeds = seeds / (n - 1);
    double meanResidual = Math.max(0, residual) / (n - 1) / (size - 1);
    double both = Math.max(Math.max(meanSeeds, meanImages), meanSeeds + meanImages - meanResidual);
    double count = (double) n * size;
    Map<Population, Interval> intervals = new EnumMap<>(Population.class);
    intervals.put(Population.NEW_SEEDS, interval(mean, meanSeeds / count, n - 1));
    intervals.put(Population.NEW_IMAGES, interval(mean, meanImages / count, size - 1));
    intervals.put(Population.NEW_SEEDS_AND_IMAGES, interval(mean, both / count, n - 1));
    return intervals;
  }

  private static double squares(double[] means, double mean) {
    return Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
  }

  private static Interval interval(double mean, double variance, int degrees) {
    if (degrees < 1) {
      return Interval.UNKNOWN;
    }
    double half = TDistribution.of(degrees).inverseSurvivalProbability(0.025) * Math.sqrt(variance);
    return new Interval(mean - half, mean + half);
  }
}
