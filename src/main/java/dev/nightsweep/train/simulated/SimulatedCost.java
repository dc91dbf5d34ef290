package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Settings;

/**
 * What a simulated run costs: made-up seconds and memory, from the multiplications of a net of that
 * shape. Never what the simulator itself takes.
 *
 * @param secondsPerImage forward, backward and update
 * @param peakBytes most memory held at once
 */
record SimulatedCost(double secondsPerImage, double peakBytes) {
  private static final int SIDE = 28;
  private static final int CONVOLUTIONS = 5;
  private static final int CLASSES = 10;
  private static final double BYTES_A_PARAMETER = 16;
  private static final double BYTES_A_LIBRARY = 350e6;
  private static final double SECONDS_A_MULTIPLICATION = 8e-11;
  private static final double SECONDS_AN_IMAGE = 2e-4;

  static SimulatedCost of(Settings settings) {
    double width = settings.real("width");
    double multiplications = 0;
    double parameters = 0;
    double channels = 1;
    double side = SIDE;
    for (int n = 1; n <= CONVOLUTIONS; n++) {
      double kernel = settings.whole("conv%d.kernel".formatted(n));
      double filters = Math.floor(settings.whole("conv%d.filters".formatted(n)) * width);
      double weights = kernel * kernel * channels * filters;
      parameters += weights;
      multiplications += weights * side * side;
      channels = filters;
      side = isPooled(n, settings) ? Math.ceil(side / settings.whole("pool.stride")) : side;
    }
    double units = Math.floor(settings.whole("fc.units") * width);
    double dense = units * (side * side * channels + units + CLASSES);
    double seconds = SECONDS_AN_IMAGE + SECONDS_A_MULTIPLICATION * (multiplications + dense);
    return new SimulatedCost(
        seconds * normalization(settings),
        Math.rint(BYTES_A_LIBRARY + BYTES_A_PARAMETER * (parameters + dense)));
  }

  /** Wall seconds of an epoch; the first is slower, and no two are quite alike. */
  double seconds(int epoch, int images, SimulatedRandom random) {
    double warmUp = epoch == 1 ? 1.15 : 1;
    return images * secondsPerImage * warmUp * StrictMath.exp(0.02 * random.luck("time", epoch));
  }

  private static boolean isPooled(int convolution, Settings settings) {
    return convolution <= 2 || (convolution == CONVOLUTIONS && settings.flag("pool5"));
  }

  private static double normalization(Settings settings) {
    if (!settings.flag("lrn")) {
      return 1;
    }
    return settings.word("lrn.impl").equals("dl4j") ? 2.7 : 1.2;
  }
}
