package dev.nightsweep.train.dl4j.onednn;

/** Where a window lies on images, in oneDNN's terms: rows first, then columns. */
interface WindowGeometry {
  /** What it makes of images, place by place. */
  MapShape over(MapShape images, int channels);

  long[] kernels();

  long[] strides();

  /** Pixels left out between two that the window covers. */
  long[] dilations();

  /** Pixels of padding above and to the left. */
  long[] before(MapShape images);

  /** Pixels of padding below and to the right. */
  long[] after(MapShape images);

  /** Its size, in words. */
  String text();
}
