package dev.nightsweep.train.net;

import dev.nightsweep.data.DataShape;

/**
 * The images that a net is made for.
 *
 * @param text in words: {@code 28×28 grey images in ten classes}
 */
public record NetInput(DataShape shape, String text) {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  /** Described by its shape. */
  static NetInput of(DataShape shape) {
    String channels =
        switch (shape.channels()) {
          case GREY -> "grey images";
          case COLOUR -> "colour images";
          default -> "images of %d channels".formatted(shape.channels());
        };
    return new NetInput(
        shape, "%s %s in %d classes".formatted(shape.size(), channels, shape.classes()));
  }
}
