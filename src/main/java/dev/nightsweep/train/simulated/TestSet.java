package dev.nightsweep.train.simulated;

import dev.nightsweep.model.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Made-up test images, ten classes in turn, and what a run predicts for them. Some images are hard
 * for every net, and each has a class that it is taken for.
 */
final class TestSet {
  static final int SIZE = 1000;
  private static final int CLASSES = 10;
  private static final ClassLabels TRUTH =
      ClassLabels.of(IntStream.range(0, SIZE).map(TestSet::truth).toArray());

  /** How much a run's own view of an image's difficulty counts. */
  private static final double OWN_VIEW = 0.5;

  private final int[] predicted = new int[SIZE];

  /**
   * Predicts as a net with that error would.
   *
   * @param error share of the images to get wrong; rounded to whole images
   */
  TestSet(double error, SimulatedRandom random) {
    double[] difficulty = difficulty(random);
    int wrong = (int) Math.rint(error * SIZE);
    double[] sorted = difficulty.clone();
    Arrays.sort(sorted);
    double tooHard = wrong == 0 ? Double.POSITIVE_INFINITY : sorted[SIZE - wrong];
    Random mistakes = SimulatedRandom.ofAll("mistaken for");
    for (int image = 0; image < SIZE; image++) {
      int mistakenFor = (truth(image) + 1 + mistakes.nextInt(CLASSES - 1)) % CLASSES;
      predicted[image] = difficulty[image] >= tooHard ? mistakenFor : truth(image);
    }
  }

  /** The share of images that are predicted right. */
  double accuracy() {
    return (double) TRUTH.agreement(predictions()) / SIZE;
  }

  /** Rows are true classes, columns predicted ones. */
  List<List<Integer>> confusion() {
    return TRUTH.confusion(predictions(), CLASSES);
  }

  ClassLabels predictions() {
    return ClassLabels.of(predicted);
  }

  static ClassLabels truth() {
    return TRUTH;
  }

  private static int truth(int image) {
    return image % CLASSES;
  }

  private static double[] difficulty(SimulatedRandom random) {
    Random forAll = SimulatedRandom.ofAll("difficulty");
    Random own = random.ofRun("difficulty", 0);
    double[] difficulty = new double[SIZE];
    for (int image = 0; image < SIZE; image++) {
      difficulty[image] = forAll.nextDouble() + OWN_VIEW * own.nextDouble();
    }
    return difficulty;
  }
}
