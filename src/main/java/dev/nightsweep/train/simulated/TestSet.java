package dev.nightsweep.train.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Made-up test images, ten classes in turn, and what a run predicts for them. Some images are hard
 * for every net, and each has a class that it is taken for.
 */
final class TestSet {
  static final int SIZE = 1000;
  private static final int CLASSES = 10;

  /** How much a run's own view of an image's difficulty counts. */
  private static final double OWN_VIEW = 0.5;

  private final int[] predicted = new int[SIZE];

  /**
   * Predicts as a net with that error would.
   *
   * @param error share of the images to get wrong; rounded to whole images
   */
  TestSet(double error, Draws draws) {
    double[] difficulty = difficulty(draws);
    int wrong = (int) Math.rint(error * SIZE);
    double[] sorted = difficulty.clone();
    Arrays.sort(sorted);
    double tooHard = wrong == 0 ? Double.POSITIVE_INFINITY : sorted[SIZE - wrong];
    Random random = Draws.ofAll("mistaken for");
    for (int image = 0; image < SIZE; image++) {
      int mistakenFor = (truth(image) + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
      predicted[image] = difficulty[image] >= tooHard ? mistakenFor : truth(image);
    }
  }

  /** The share of images that are predicted right. */
  double accuracy() {
    return (double) IntStream.range(0, SIZE).filter(i -> predicted[i] == truth(i)).count() / SIZE;
  }

  /** Rows are true classes, columns predicted ones. */
  List<List<Integer>> confusion() {
    int[][] cells = new int[CLASSES][CLASSES];
    for (int image = 0; image < SIZE; image++) {
      cells[truth(image)][predicted[image]]++;
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : cells) {
      rows.add(IntStream.of(row).boxed().toList());
    }
    return Collections.unmodifiableList(rows);
  }

  /** The predicted class of every image, a digit each. */
  String predictions() {
    StringBuilder digits = new StringBuilder(SIZE);
    for (int digit : predicted) {
      digits.append(digit);
    }
    return digits.toString();
  }

  /** The true class of every image, a digit each. */
  static String truth() {
    return IntStream.range(0, SIZE)
        .mapToObj(image -> Integer.toString(truth(image)))
        .collect(Collectors.joining());
  }

  private static int truth(int image) {
    return image % CLASSES;
  }

  private static double[] difficulty(Draws draws) {
    Random forAll = Draws.ofAll("difficulty");
    Random own = draws.ofRun("difficulty", 0);
    double[] difficulty = new double[SIZE];
    for (int image = 0; image < SIZE; image++) {
      difficulty[image] = forAll.nextDouble() + OWN_VIEW * own.nextDouble();
    }
    return difficulty;
  }
}
