package dev.nightsweep.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Images divided into training and test images, class by class, by a seed of the data set's own.
 */
record TestSplit(LabelledImages training, LabelledImages test) {

  /**
   * Draws the test images: the share of each class, rounded, but at least one, and not all.
   *
   * @throws DataSetException if a class has fewer than two images
   */
  static TestSplit of(LabelledImages all, DataOptions options) {
    RandomStream random = new RandomStreams(options.splitSeed()).stream("test");
    boolean[] tested = new boolean[all.size()];
    for (int label = 0; label < all.classes(); label++) {
      int[] images = all.ofClass(label);
      if (images.length < 2) {
        throw new DataSetException(
            "Class %d of %d, in the order of their names, has %d images. To draw a test set each class needs 2 at least."
                .formatted(label + 1, all.classes(), images.length));
      }
      random.shuffle(images);
      long share = Math.round(options.testShare() * images.length);
      int count = (int) Math.max(1, Math.min(images.length - 1, share));
      Arrays.stream(images, 0, count).forEach(image -> tested[image] = true);
    }
    return new TestSplit(part(all, tested, false), part(all, tested, true));
  }

  private static LabelledImages part(LabelledImages all, boolean[] tested, boolean test) {
    return all.only(IntStream.range(0, tested.length).filter(i -> tested[i] == test).toArray());
  }
}
