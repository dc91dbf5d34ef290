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
  /** As many as a byte tells apart. */
  public static final int MAX_CLASSES = 256;

  /** Of no image. */
  public static final ClassLabels NONE = new ClassLabels(new byte[0]);

  private static final int MAX_DIGIT = 9;

  private final byte[] labels;

  private ClassLabels(byte[] labels) {
    this.labels = labels;
  }

  /**
   * Those labels.
   *
   * @throws IllegalArgumentException if one is negative or not below {@link #MAX_CLASSES}
   */
  public static ClassLabels of(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int image = 0; image < labels.length; image++) {
      bytes[image] = label(labels[image], image);
    }
    return of(bytes);
  }

  private static ClassLabels of(byte[] labels) {
    return labels.length == 0 ? NONE : new ClassLabels(labels);
  }

  private static byte label(int label, int image) {
    if (label < 0 || label >= MAX_CLASSES) {
      throw new IllegalArgumentException(
          "The class (%d) of image %d must be in 0…%d.".formatted(label, image, MAX_CLASSES - 1));
    }
    return (byte) label;
  }

  /**
   * The labels that {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static ClassLabels parse(String text) {
    byte[] labels = new byte[text.length()];
    for (int image = 0; image < labels.length; image++) {
      labels[image] = label(text.charAt(image) - '0', image);
    }
    return of(labels);
  }

  /** How many images. */
  public int size() {
    return labels.length;
  }

  public boolean isEmpty() {
    return labels.length == 0;
  }

  /** The class of that image. */
  public int get(int image) {
    return labels[image] & 0xff;
  }

  /** All of them, in order. */
  public IntStream stream() {
    return IntStream.range(0, labels.length).map(this::get);
  }

  /** Whether no class is above 9, so that {@link #text} is one of digits. */
  public boolean isOfDigits() {
    for (int image = 0; image < labels.length; image++) {
      if (get(image) > MAX_DIGIT) {
        return false;
      }
    }
    return true;
  }

  /** A character an image: the digit of its class, and for 10, 11, … what follows 9 in ASCII. */
  public String text() {
    char[] text = new char[labels.length];
    for (int image = 0; image < labels.length; image++) {
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
    for (int image = 0; image < labels.length; image++) {
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
    for (int image = 0; image < labels.length; image++) {
      agreeing += labels[image] == others.labels[image] ? 1 : 0;
    }
    return agreeing;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassLabels that && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return text();
  }
}
