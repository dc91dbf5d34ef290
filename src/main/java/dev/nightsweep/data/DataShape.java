package dev.nightsweep.data;

/**
 * What the images of a data set are like, and into how many classes they fall: all that a net has
 * to know to be built for it.
 *
 * @param channels 1 for grey images
 */
public record DataShape(int channels, int height, int width, int classes) {

  /** Height and width as people write them: {@code 28×28}. */
  public String size() {
    return height + "×" + width;
  }
}
