package dev.nightsweep.train.dl4j.onednn;

/** What a layer puts out for one image; a plain vector is channels of 1×1. */
public record MapShape(int channels, int height, int width) {
  long size() {
    return (long) channels * height * width;
  }

  long places() {
    return (long) height * width;
  }

  boolean isVector() {
    return height == 1 && width == 1;
  }

  String text() {
    return "%d×%d×%d".formatted(channels, height, width);
  }
}
