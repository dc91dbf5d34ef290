package dev.nightsweep.data;

import java.util.List;

/**
 * What four IDX files do not say of themselves.
 *
 * @param train how the names of the training files begin: {@code train} for MNIST's
 * @param test how those of the test files begin: {@code t10k} for MNIST's
 * @param classNames in the order of the labels
 * @param firstLabel the lowest label
 * @param transposed whether a file goes through an image column by column
 */
record IdxLayout(
    String train, String test, List<String> classNames, int firstLabel, boolean transposed) {
  private static final int MNIST_CLASSES = 10;

  /** MNIST's own, and of all that was made to take its place. */
  static IdxLayout ofMnist(List<String> classNames) {
    return new IdxLayout("train", "t10k", classNames, 0, false);
  }

  /** EMNIST's: its images lie on their side. */
  static IdxLayout ofEmnist(String part, List<String> classNames, int firstLabel) {
    String stem = "emnist-" + part;
    return new IdxLayout(stem + "-train", stem + "-test", classNames, firstLabel, true);
  }

  /** Whether it is as MNIST's, in ten classes. */
  boolean isLikeMnist() {
    return !transposed && firstLabel == 0 && classes() == MNIST_CLASSES;
  }

  int classes() {
    return classNames.size();
  }
}
