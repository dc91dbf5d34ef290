package dev.nightsweep.data;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;

/**
 * How a data set is prepared when it is read.
 *
 * @param height of the images afterwards; 0 leaves them as they are
 * @param width of the images afterwards; 0 leaves them as they are
 * @param testShare the share of each class that becomes the test set, where there is none
 * @param splitSeed which images these are
 */
public record DataOptions(int height, int width, double testShare, long splitSeed) {
  /** Sizes as they are; where there is no test set, a fifth of each class. */
  public static final DataOptions DEFAULT = new DataOptions(0, 0, 0.2, 1);

  /** The setting that says to how many pixels height and width are brought. */
  public static final String RESIZE = "resize";

  public static final String TEST_SHARE = "test_share";
  public static final String TEST_SEED = "test_seed";

  /** The largest height or width. */
  public static final int MAX_SIDE = DataLimits.MAX_NET_SIDE;

  public DataOptions {
    if (height < 0 || width < 0 || (height == 0) != (width == 0)) {
      throw new DataSetException(
          "Images cannot be resized to %d×%d: name a height and a width, both at least 1."
              .formatted(height, width));
    }
    if (Math.max(height, width) > DataLimits.MAX_NET_SIDE) {
      throw new DataSetException(
          "Images cannot be resized to %d×%d: the limit is %d in each direction."
              .formatted(height, width, DataLimits.MAX_NET_SIDE));
    }
    if (!(testShare > 0 && testShare < 1)) {
      throw new DataSetException(
          "The test set cannot be %s of the images: it is a share between 0 and 1."
              .formatted(testShare));
    }
  }

  /**
   * What a run's settings say; where they say nothing, as runs did before there were such settings,
   * the default.
   */
  public static DataOptions of(Settings settings) {
    int side = (int) Math.min(MAX_SIDE + 1L, number(settings, RESIZE, 0).longValue());
    return new DataOptions(
        side,
        side,
        number(settings, TEST_SHARE, DEFAULT.testShare).doubleValue(),
        number(settings, TEST_SEED, DEFAULT.splitSeed).longValue());
  }

  private static Number number(Settings settings, String name, Number otherwise) {
    return settings
        .find(name)
        .map(Setting::raw)
        .filter(Number.class::isInstance)
        .map(Number.class::cast)
        .orElse(otherwise);
  }

  /** All images brought to that size. */
  public DataOptions resized(int toHeight, int toWidth) {
    return new DataOptions(toHeight, toWidth, testShare, splitSeed);
  }

  /** Another test set, where there is none. */
  public DataOptions split(double share, long seed) {
    return new DataOptions(height, width, share, seed);
  }

  /** What images of that shape are like afterwards. */
  public DataShape of(DataShape images) {
    return isResizing()
        ? new DataShape(images.channels(), height, width, images.classes())
        : images;
  }

  boolean isResizing() {
    return height > 0;
  }

  /** Resizes images that are not of that size yet. */
  DataSet applyTo(DataSet data) {
    if (!isResizing() || (isSize(data.training()) && isSize(data.test()))) {
      return data;
    }
    return data.with(data.training().resized(height, width), data.test().resized(height, width));
  }

  private boolean isSize(LabelledImages images) {
    return images.rows() == height && images.columns() == width;
  }
}
