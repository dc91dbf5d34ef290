package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.RandomStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Makes batches of images: scaled by a table of the 256 greys and, in training, shifted. */
final class ImageFeed {
  /** Largest shift in pixels. */
  private static final int REACH = 2;

  private final LabelledImages images;
  private final float[] greys;

  private ImageFeed(LabelledImages images, float[] greys) {
    this.images = images;
    this.greys = greys;
  }

  /**
   * A feed of these images.
   *
   * @param scaling {@code unit}, {@code standard} or {@code raw}
   * @param training the images that {@code standard} takes mean and deviation from, by number
   */
  static ImageFeed of(LabelledImages images, String scaling, int[] training) {
    return switch (scaling) {
      case "standard" -> new ImageFeed(images, standardized(images, training));
      case "raw" -> new ImageFeed(images, table(grey -> grey));
      default -> new ImageFeed(images, table(grey -> grey / 255.0));
    };
  }

  /** A feed of other images on the same scale. */
  ImageFeed over(LabelledImages others) {
    return new ImageFeed(others, greys);
  }

  /** The images of those numbers as they are. */
  ImageBatch batch(int[] numbers) {
    return batch(numbers, Optional.empty());
  }

  /** The images of those numbers, each moved by -2…2 pixels both ways, black moving in. */
  ImageBatch shifted(int[] numbers, RandomStream random) {
    return batch(numbers, Optional.of(random));
  }

  private ImageBatch batch(int[] numbers, Optional<RandomStream> shifts) {
    int area = images.area();
    float[] features = new float[numbers.length * area];
    DataShape shape = images.shape();
    int[] labels = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      labels[i] = images.label(numbers[i]);
      if (shifts.isPresent()) {
        int down = shifts.get().nextInt(2 * REACH + 1) - REACH;
        int right = shifts.get().nextInt(2 * REACH + 1) - REACH;
        shift(numbers[i], features, i * area, down, right);
      } else {
        copy(numbers[i], features, i * area);
      }
    }
    return new ImageBatch(features, labels, shape);
  }

  private void copy(int image, float[] to, int start) {
    for (int place = 0; place < images.area(); place++) {
      to[start + place] = greys[images.pixel(image, place)];
    }
  }

  private void shift(int image, float[] to, int start, int down, int right) {
    Arrays.fill(to, start, start + images.area(), greys[0]);
    for (int row = Math.max(0, down); row < images.rows() + Math.min(0, down); row++) {
      for (int column = Math.max(0, right);
          column < images.columns() + Math.min(0, right);
          column++) {
        int from = (row - down) * images.columns() + column - right;
        to[start + row * images.columns() + column] = greys[images.pixel(image, from)];
      }
    }
  }

  private static float[] table(IntToDoubleFunction scale) {
    float[] table = new float[256];
    for (int grey = 0; grey < table.length; grey++) {
      table[grey] = (float) scale.applyAsDouble(grey);
    }
    return table;
  }

  /** Mean and standard deviation over all pixels of the images, from a histogram of greys. */
  private static float[] standardized(LabelledImages images, int[] numbers) {
    long[] counts = new long[256];
    for (int image : numbers) {
      for (int place = 0; place < images.area(); place++) {
        counts[images.pixel(image, place)]++;
      }
    }
    double pixels = (double) numbers.length * images.area();
    double sum = 0;
    double squares = 0;
    for (int grey = 0; grey < counts.length; grey++) {
      sum += (double) grey * counts[grey];
      squares += (double) grey * grey * counts[grey];
    }
    double mean = sum / pixels;
    double variance = squares / pixels - mean * mean;
    double sd = variance > 0 ? Math.sqrt(variance) : 1;
    return table(grey -> (grey - mean) / sd);
  }
}
