package dev.nightsweep.train.dl4j.onednn;

/** How many pixels of nothing a window finds around an image. */
public sealed interface Padding {
  /**
   * As much as makes the output input/stride, rounded up: the odd pixel right and at the bottom.
   */
  Padding SAME = new Same();

  /** None. */
  Padding VALID = new Pixels(0);

  /** {@link #SAME}. */
  record Same() implements Padding {}

  /**
   * The same on every side.
   *
   * @param count 0 or more
   */
  record Pixels(int count) implements Padding {}
}
