package dev.nightsweep.train.dl4j.onednn;

/**
 * A square window that moves over images.
 *
 * @param kernel its rows and columns
 * @param stride pixels from one place to the next
 * @param dilation pixels from one that it covers to the next: 1 if it covers neighbours
 */
public record SlidingWindow(int kernel, int stride, int dilation, Padding padding)
    implements WindowGeometry {

  @Override
  public MapShape over(MapShape images, int channels) {
    return new MapShape(channels, places(images.height()), places(images.width()));
  }

  private int places(int length) {
    if (padding instanceof Padding.Pixels pixels) {
      return Math.floorDiv(length + 2 * pixels.count() - reach(), stride) + 1;
    }
    return (length + stride - 1) / stride;
  }

  /** Pixels from its first to its last. */
  private int reach() {
    return dilation * (kernel - 1) + 1;
  }

  @Override
  public long[] kernels() {
    return new long[] {kernel, kernel};
  }

  @Override
  public long[] strides() {
    return new long[] {stride, stride};
  }

  @Override
  public long[] dilations() {
    long between = kernel == 1 ? 0 : dilation - 1L; // one pixel has none; fewer kernels take others
    return new long[] {between, between};
  }

  @Override
  public long[] before(MapShape images) {
    return new long[] {before(images.height()), before(images.width())};
  }

  private long before(int length) {
    return padding instanceof Padding.Pixels pixels ? pixels.count() : around(length) / 2;
  }

  @Override
  public long[] after(MapShape images) {
    return new long[] {after(images.height()), after(images.width())};
  }

  private long after(int length) {
    return padding instanceof Padding.Pixels pixels
        ? pixels.count()
        : around(length) - around(length) / 2;
  }

  private long around(int length) {
    return Math.max(0, (places(length) - 1L) * stride + reach() - length);
  }

  @Override
  public String text() {
    return "%1$d×%1$d".formatted(kernel)
        + (stride == 1 ? "" : ", stride " + stride)
        + (dilation == 1 ? "" : ", dilation " + dilation);
  }
}
