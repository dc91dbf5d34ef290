package dev.nightsweep.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How evenly the images of a data set fall into its classes.
 *
 * @param training images of each class
 * @param test images of each class
 */
public record ClassBalance(List<String> names, List<Integer> training, List<Integer> test) {
  /** MNIST's largest class is a quarter larger than its smallest, and is called balanced. */
  private static final double WORTH_TELLING = 1.5;

  private static final int MAX_NAMED = 5;

  public ClassBalance {
    names = List.copyOf(names);
    training = List.copyOf(training);
    test = List.copyOf(test);
  }

  static ClassBalance of(List<String> names, LabelledImages training, LabelledImages test) {
    return new ClassBalance(
        names,
        IntStream.of(training.classSizes()).boxed().toList(),
        IntStream.of(test.classSizes()).boxed().toList());
  }

  /** What is worth knowing of it, in sentences; nothing if the classes are even. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    addMissing(training, "training", remarks);
    addMissing(test, "test", remarks);
    int largest = extreme(training, 1);
    int smallest = extreme(training, -1);
    if (training.get(largest) >= WORTH_TELLING * training.get(smallest)) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "The classes are not even: %s has %,d training images, %s has %,d. A net that always answers %s is right in %.1f %% of the test images.",
              names.get(largest),
              training.get(largest),
              names.get(smallest),
              training.get(smallest),
              names.get(largest),
              100.0 * test.get(largest) / test.stream().mapToInt(Integer::intValue).sum()));
    }
    return remarks;
  }

  private void addMissing(List<Integer> images, String part, List<String> remarks) {
    List<String> missing =
        IntStream.range(0, images.size())
            .filter(label -> images.get(label) == 0)
            .mapToObj(names::get)
            .toList();
    if (!missing.isEmpty()) {
      remarks.add(
          "%d of %d classes have no %s image: %s%s."
              .formatted(
                  missing.size(),
                  names.size(),
                  part,
                  missing.stream().limit(MAX_NAMED).collect(Collectors.joining(", ")),
                  missing.size() > MAX_NAMED ? ", …" : ""));
    }
  }

  private static int extreme(List<Integer> images, int sign) {
    return IntStream.range(0, images.size())
        .reduce((a, b) -> sign * images.get(b) > sign * images.get(a) ? b : a)
        .orElse(0);
  }
}
