package dev.nightsweep.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which images of the training file are trained on and which validate, by seed. Every class has its
 * share in both (to one image). The validation images depend on the seed and their number alone,
 * not on the number of training images.
 */
public final class Split {
  private final int[] training;
  private final int[] validation;

  private Split(int[] training, int[] validation) {
    this.training = training;
    this.validation = validation;
  }

  /**
   * Draws both parts.
   *
   * @throws DataSetException if the file has fewer images than both parts need
   */
  public static Split of(LabelledImages file, int trainSize, int validationSize, RandomStreams by) {
    if ((long) trainSize + validationSize > file.size()) {
      throw new DataSetException(
          "train_size %d and validation_size %d together exceed the %d images of the training file."
              .formatted(trainSize, validationSize, file.size()));
    }
    int[][] classes = shuffledClasses(file, by.stream("split"));
    int[] sizes = Arrays.stream(classes).mapToInt(c -> c.length).toArray();
    int[] validating = shares(validationSize, sizes);
    int[] left = IntStream.range(0, sizes.length).map(c -> sizes[c] - validating[c]).toArray();
    int[] trained = shares(trainSize, left);
    return new Split(
        pick(classes, validating, trained), pick(classes, new int[sizes.length], validating));
  }

  /** Numbers of the training images, ascending. */
  public int[] training() {
    return training.clone();
  }

  /** Numbers of the validation images, ascending. */
  public int[] validation() {
    return validation.clone();
  }

  /** How many images the largest class has among those that validate, whatever the seed. */
  public static int largestClass(LabelledImages file, int validationSize) {
    int[] sizes = IntStream.range(0, file.classes()).map(c -> file.ofClass(c).length).toArray();
    return Arrays.stream(shares(validationSize, sizes)).max().orElse(0);
  }

  private static int[][] shuffledClasses(LabelledImages file, RandomStream random) {
    int[][] classes = new int[file.classes()][];
    for (int label = 0; label < classes.length; label++) {
      classes[label] = file.ofClass(label);
      random.shuffle(classes[label]);
    }
    return classes;
  }

  /** Shares of {@code total} in proportion to the sizes, by the method of largest remainders. */
  private static int[] shares(int total, int[] sizes) {
    long all = Arrays.stream(sizes).asLongStream().sum();
    int[] shares =
        IntStream.of(sizes).map(size -> all == 0 ? 0 : (int) ((long) total * size / all)).toArray();
    int missing = total - Arrays.stream(shares).sum();
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(
            (a, b) -> Long.compare((long) total * sizes[b] % all, (long) total * sizes[a] % all))
        .limit(missing)
        .forEach(label -> shares[label]++);
    return shares;
  }

  /** {@code counts} images of every class, after skipping {@code skipped}, in ascending order. */
  private static int[] pick(int[][] classes, int[] skipped, int[] counts) {
    return IntStream.range(0, classes.length)
        .flatMap(c -> Arrays.stream(classes[c], skipped[c], skipped[c] + counts[c]))
        .sorted()
        .toArray();
  }
}
