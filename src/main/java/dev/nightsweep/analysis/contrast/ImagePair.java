package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.SignTest;
import dev.nightsweep.model.ClassLabels;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two trained nets on the same labelled images. It speaks of these two nets and of new images like
 * these, not of other seeds.
 *
 * @param images how many
 * @param onlyLevel images that the net at the level alone has right
 * @param onlyBaseline images that the net at the baseline alone has right
 * @param bothRight images that both have right
 * @param apart images on which the nets predict different classes, right or wrong
 */
public record ImagePair(int images, int onlyLevel, int onlyBaseline, int bothRight, int apart) {

  /**
   * Counts.
   *
   * @param truth the class of every image
   * @param level the predictions of the net at the level, in the same order
   * @param baseline those of the net at the baseline
   * @throws IllegalArgumentException if the lengths differ or there are no images
   */
  public static ImagePair of(ClassLabels truth, ClassLabels level, ClassLabels baseline) {
    checkLengths(truth, level, baseline);
    int onlyLevel = 0;
    int onlyBaseline = 0;
    int bothRight = 0;
    int apart = 0;
    for (int i = 0; i < truth.size(); i++) {
      boolean right = level.get(i) == truth.get(i);
      boolean otherRight = baseline.get(i) == truth.get(i);
      onlyLevel += right && !otherRight ? 1 : 0;
      onlyBaseline += !right && otherRight ? 1 : 0;
      bothRight += right && otherRight ? 1 : 0;
      apart += level.get(i) == baseline.get(i) ? 0 : 1;
    }
    return new ImagePair(truth.size(), onlyLevel, onlyBaseline, bothRight, apart);
  }

  static void checkLengths(ClassLabels truth, ClassLabels level, ClassLabels baseline) {
    if (truth.isEmpty() || truth.size() != level.size() || truth.size() != baseline.size()) {
      throw new IllegalArgumentException(
          "The predictions (%s and %s) must be of the same images as the labels (%s)."
              .formatted(level.size(), baseline.size(), truth.size()));
    }
  }

  /** Accuracy at the level minus accuracy at the baseline. */
  public double difference() {
    return (double) (onlyLevel - onlyBaseline) / images;
  }

  /**
   * The 95 % interval of the difference on new images: normal, with the variance of a difference of
   * correlated proportions (Agresti, Categorical Data Analysis, section on matched pairs).
   */
  public Interval interval() {
    double discordant = onlyLevel + onlyBaseline;
    double net = onlyLevel - onlyBaseline;
    double error = Math.sqrt(discordant - net * net / images) / images;
    double half = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025) * error;
    return new Interval(difference() - half, difference() + half);
  }

  /** Two-sided p of McNemar's (1947) test, exact; 1 if no image tells the nets apart. */
  public double pValue() {
    return SignTest.pValue(onlyLevel + onlyBaseline, onlyLevel);
  }
}
