package dev.nightsweep.train.net;

import java.util.List;

/**
 * What a layer puts out for one image: maps of one size, or plain numbers.
 *
 * @param vector whether they are plain numbers, one a channel, rather than maps
 */
public record FeatureShape(int channels, int height, int width, boolean vector) {

  /** That many plain numbers. */
  public static FeatureShape vector(int units) {
    return new FeatureShape(units, 1, 1, true);
  }

  public static FeatureShape maps(int channels, int height, int width) {
    return new FeatureShape(channels, height, width, false);
  }

  /** Numbers in all. */
  public long size() {
    return Sizes.product(channels, height, width);
  }

  /** Channels, height and width, or units alone. */
  public List<Integer> dimensions() {
    return vector ? List.of(channels) : List.of(channels, height, width);
  }

  /** As people write it: {@code 12×28×28}. */
  public String text() {
    return vector ? Integer.toString(channels) : "%d×%d×%d".formatted(channels, height, width);
  }
}
