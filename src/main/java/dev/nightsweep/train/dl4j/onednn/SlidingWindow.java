package dev.nightsweep.train.dl4j.onednn;

/**
 * A square window that moves over images with same padding: the odd pixel is padded right and at
 * the bottom.
 *
 * @param kernel its rows and columns
 * @param stride pixels from one place to the next
 */
public record SlidingWindow(int kernel, int stride) {

  /** What it makes of images, place by place. */
  MapShape over(MapShape images, int channels) {
    return new MapShape(channels, places(images.height()), places(images.width()));
  }

  private int places(int length) {
    return (length + stride - 1) / stride;
  }

  long[] kernels() {
    return new long[] {kernel, kernel};
  }

  long[] strides() {
    return new long[] {stride, stride};
  }

  /** Pixels of padding above and to the left. */
  long[] before(MapShape images) {
    return new long[] {padding(images.height()) / 2, padding(images.width()) / 2};
  }

  /** Pixels of padding below and to the right. */
  long[] after(MapShape images) {
    long rows = padding(images.height());
    long columns = padding(images.width());
    return new long[] {rows - rows / 2, columns - columns / 2};
  }

  private long padding(int length) {
    return Math.max(0, (places(length) - 1L) * stride + kernel - length);
  }
}
