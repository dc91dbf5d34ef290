package dev.nightsweep.data;

/**
 * What the images of a data set are like, and into how many classes they fall: all that a net has
 * to know to be built for it.
 *
 * @param channels 1 for grey images, 3 for colour
 */
public record DataShape(int channels, int height, int width, int classes) {

  /** With height and width exchanged. */
  DataShape transposed() {
    return new DataShape(channels, width, height, classes);
  }

  /** Height and width as people write them: {@code 28×28}. */
  public String size() {
    return height + "×" + width;
  }

  /** All of it, for people: {@code 32×32 coloured in 10 classes}. */
  public String text() {
    return "%s %s in %d classes".formatted(size(), channels == 1 ? "grey" : "coloured", classes);
  }
}
