package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ClassLabels;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  public ImageStudy {
    EnumMap<Population, Interval> ordered = new EnumMap<>(Population.class);
    ordered.putAll(intervals);
    intervals = Collections.unmodifiableMap(ordered);
  }

  /**
   * Compares, by the {@link CrossedVariance} of the per-image differences in being right. t has the
   * degrees of freedom of the seeds wherever seeds are new, which errs on the wide side, else those
   * of the images.
   *
   * @param truth the class of every image
   * @param seeds at least one, each with the same number of pairs, at least one
   * @throws IllegalArgumentException if lengths differ, or without two images or a seed
   */
  static ImageStudy of(ClassLabels truth, List<List<Predictions>> seeds) {
    if (seeds.isEmpty() || truth.size() < 2) {
      throw new IllegalArgumentException(
          "There must be a pair of nets (%s) and two images (%s)."
              .formatted(seeds.size(), truth.size()));
    }
    return of(truth.size(), CrossedVariance.of(truth, seeds));
  }

  static ImageStudy of(int images, CrossedVariance variance) {
    int seeds = variance.ofSeeds().size();
    return new ImageStudy(seeds, images, variance.mean(), intervals(variance, seeds, images));
  }

  private static Map<Population, Interval> intervals(
      CrossedVariance variance, int seeds, int images) {
    double mean = variance.mean();
    return Map.of(
        Population.NEW_SEEDS, interval(mean, variance.seeds(), seeds - 1),
        Population.NEW_IMAGES, interval(mean, variance.images(), images - 1),
        Population.NEW_SEEDS_AND_IMAGES, interval(mean, variance.both(), seeds - 1));
  }

  private static Interval interval(double mean, double variance, int degrees) {
    if (degrees < 1) {
      return Interval.UNKNOWN;
    }
    double half = TDistribution.of(degrees).inverseSurvivalProbability(0.025) * Math.sqrt(variance);
    return new Interval(mean - half, mean + half);
  }
}
