package dev.nightsweep.train.dl4j.onednn;

/** The window of a global pooling: all of a map. */
record WholeMap(MapShape images) implements WindowGeometry {
  @Override
  public MapShape over(MapShape of, int channels) {
    return new MapShape(channels, 1, 1);
  }

  @Override
  public long[] kernels() {
    return new long[] {images.height(), images.width()};
  }

  @Override
  public long[] strides() {
    return kernels();
  }

  @Override
  public long[] dilations() {
    return none();
  }

  @Override
  public long[] before(MapShape of) {
    return none();
  }

  @Override
  public long[] after(MapShape of) {
    return none();
  }

  private static long[] none() {
    return new long[2];
  }

  @Override
  public String text() {
    return "of whole maps";
  }
}
