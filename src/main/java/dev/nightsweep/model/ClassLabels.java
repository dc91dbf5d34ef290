package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The class of every image of a row, as it is or as a net sees it; classes are numbered from 0.
 *
 * <p>In journals the labels are a string of digits, a digit an image, where no class is above 9,
 * and else an array of numbers.
 *
 * <p>A sweep has them by the hundred million, in processes too short-lived for streams to become
 * fast: plain loops.
 */
public final class ClassLabels {
  public static final int MAX_CLASSES = 1000;

  /** Of no image. */
  public static final ClassLabels NONE = new ClassLabels(new byte[0], new byte[0]);

  private static final int MAX_DIGIT = 9;
  private static final int BYTE = 0xff;

  private static final byte[] NO_HIGH_BYTES = {};

  private final byte[] low;

  /** The second bytes; empty where no class needs one, as for most data sets. */
  private final byte[] high;

  private ClassLabels(byte[] low, byte[] high) {
    this.low = low;
    this.high = high;
  }

  /**
   * Those labels.
   *
   * @throws IllegalArgumentException if one is negative or not below {@link #MAX_CLASSES}
   */
  public static ClassLabels of(int... labels) {
    byte[] low = new byte[labels.length];
    int most = 0;
    for (int image = 0; image < labels.length; image++) {
      requireClass(labels[image], image);
      low[image] = (byte) labels[image];
      most = Math.max(most, labels[image]);
    }
    if (most <= BYTE) {
      return labels.length == 0 ? NONE : new ClassLabels(low, NO_HIGH_BYTES);
    }
    byte[] high = new byte[labels.length];
    for (int image = 0; image < labels.length; image++) {
      high[image] = (byte) (labels[image] >> Byte.SIZE);
    }
    return new ClassLabels(low, high);
  }

  private static void requireClass(int label, int image) {
    if (label < 0 || label >= MAX_CLASSES) {
      throw new IllegalArgumentException(
          "The class (%d) of image %d must be in 0…%d.".formatted(label, image, MAX_CLASSES - 1));
    }
  }

  /**
   * The labels that {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static ClassLabels parse(String text) {
    int[] labels = new int[text.length()];
    for (int image = 0; image < labels.length; image++) {
      labels[image] = text.charAt(image) - '0';
    }
    return of(labels);
  }

  /** How many images. */
  public int size() {
    return low.length;
  }

  public boolean isEmpty() {
    return low.length == 0;
  }

  /** The class of that image. */
  public int get(int image) {
    int label = low[image] & BYTE;
    return high.length == 0 ? label : label | ((high[image] & BYTE) << Byte.SIZE);
  }

  /** All of them, in order. */
  public IntStream stream() {
    return IntStream.range(0, low.length).map(this::get);
  }

  /** Whether no class is above 9, so that {@link #text} is one of digits. */
  public boolean isOfDigits() {
    for (int image = 0; image < low.length; image++) {
      if (get(image) > MAX_DIGIT) {
        return false;
      }
    }
    return true;
  }

  /** A character an image: the digit of its class, and for 10, 11, … what follows 9 in ASCII. */
  public String text() {
    char[] text = new char[low.length];
    for (int image = 0; image < low.length; image++) {
      text[image] = (char) ('0' + get(image));
    }
    return new String(text);
  }

  /**
   * How many images of each class are taken for which.
   *
   * @param predicted of the same images
   * @return rows are these classes, columns the predicted ones
   */
  public List<List<Integer>> confusion(ClassLabels predicted, int classes) {
    int[][] counts = new int[classes][classes];
    for (int image = 0; image < low.length; image++) {
      counts[get(image)][predicted.get(image)]++;
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return List.copyOf(rows);
  }

  /** The images whose class the other labels have too, counted. */
  public int agreement(ClassLabels others) {
    int agreeing = 0;
    for (int image = 0; image < low.length; image++) {
      agreeing += get(image) == others.get(image) ? 1 : 0;
    }
    return agreeing;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassLabels that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    return text();
  }
}
