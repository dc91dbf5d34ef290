package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.ScaledImages;
import dev.nightsweep.data.Scaling;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes batches of images: scaled and, in training, changed. */
record ImageFeed(LabelledImages images, Scaling scaling) {

  /**
   * A feed of these images.
   *
   * @param scaling {@code unit}, {@code standard} or {@code raw}
   * @param training the images that {@code standard} takes mean and deviation from, by number
   */
  static ImageFeed of(LabelledImages images, String scaling, int[] training) {
    return new ImageFeed(images, Scaling.of(scaling, images, training));
  }

  /** A feed of other images on the same scale. */
  ImageFeed over(LabelledImages others) {
    return new ImageFeed(others, scaling);
  }

  /** The images of those numbers as they are. */
  ImageBatch batch(int[] numbers) {
    return batch(numbers, unchanged -> {});
  }

  /**
   * The images of those numbers, changed.
   *
   * @param change is applied to the scaled images
   */
  ImageBatch batch(int[] numbers, Consumer<ScaledImages> change) {
    ScaledImages scaled = scaling.batch(images, numbers);
    change.accept(scaled);
    int[] labels = Arrays.stream(numbers).map(images::label).toArray();
    return new ImageBatch(scaled.values(), labels, scaled.shape());
  }
}
