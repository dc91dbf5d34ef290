package dev.nightsweep.data;

import java.util.function.IntToDoubleFunction;

/** How the values of a pixel, 0…255, become what a net sees: a table for each channel. */
public final class Scaling {
  private static final int LEVELS = 256;

  private final float[][] tables;

  private Scaling(float[][] tables) {
    this.tables = tables;
  }

  /**
   * The scaling of that name.
   *
   * @param name {@code unit} for 0…1, {@code raw} for 0…255, or {@code standard} for (x - mean) /
   *     sd of each channel
   * @param images those that mean and deviation are taken from
   * @param training which of them, by number
   */
  public static Scaling of(String name, LabelledImages images, int[] training) {
    float[][] tables = new float[images.channels()][];
    for (int channel = 0; channel < tables.length; channel++) {
      tables[channel] =
          switch (name) {
            case "standard" -> standardized(images, channel, training);
            case "raw" -> table(value -> value);
            case "unit" -> table(value -> value / 255.0);
            default -> throw new IllegalArgumentException("no scaling is called " + name);
          };
    }
    return new Scaling(tables);
  }

  /** What a net sees of a value in a channel. */
  public float of(int channel, int value) {
    return tables[channel][value];
  }

  /** The images of those numbers, scaled. */
  public ScaledImages batch(LabelledImages images, int[] numbers) {
    int area = images.area();
    float[] scaled = new float[numbers.length * images.values()];
    int to = 0;
    for (int number : numbers) {
      for (int channel = 0; channel < tables.length; channel++) {
        float[] table = tables[channel];
        int from = channel * area;
        for (int place = 0; place < area; place++) {
          scaled[to++] = table[images.pixel(number, from + place)];
        }
      }
    }
    float[] black = new float[tables.length];
    for (int channel = 0; channel < black.length; channel++) {
      black[channel] = tables[channel][0];
    }
    return new ScaledImages(images.shape(), scaled, black);
  }

  private static float[] table(IntToDoubleFunction scale) {
    float[] table = new float[LEVELS];
    for (int value = 0; value < LEVELS; value++) {
      table[value] = (float) scale.applyAsDouble(value);
    }
    return table;
  }

  /** Mean and standard deviation over all pixels of the images, from a histogram of values. */
  private static float[] standardized(LabelledImages images, int channel, int[] numbers) {
    long[] counts = new long[LEVELS];
    int first = channel * images.area();
    for (int image : numbers) {
      for (int place = 0; place < images.area(); place++) {
        counts[images.pixel(image, first + place)]++;
      }
    }
    double pixels = (double) numbers.length * images.area();
    double sum = 0;
    double squares = 0;
    for (int value = 0; value < counts.length; value++) {
      sum += (double) value * counts[value];
      squares += (double) value * value * counts[value];
    }
    double mean = sum / pixels;
    double variance = squares / pixels - mean * mean;
    double sd = variance > 0 ? Math.sqrt(variance) : 1;
    return table(value -> (value - mean) / sd);
  }
}
