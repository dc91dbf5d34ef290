package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Settings;

/**
 * What settings do to a simulated net. The shapes are made up to be plausible and the constants to
 * resemble small AlexNets on MNIST; nothing here was fitted, and nothing here is evidence.
 *
 * @param bestRate the learning rate that learns best
 * @param floor the validation error that training tends to at the best rate, in (0, 0.9)
 */
record Landscape(double bestRate, double floor) {
  private static final double USUAL_BATCH = 64;
  private static final double USUAL_TRAIN_SIZE = 50_000;
  private static final double USUAL_WIDTH = 0.125;
  private static final int[] BEST_KERNELS = {5, 5, 3, 3, 3};
  private static final int[] USUAL_FILTERS = {96, 256, 384, 384, 256};
  private static final double USUAL_UNITS = 4096;
  private static final double MNIST_FLOOR = 0.0065;
  private static final double OTHER_FLOOR = 0.07;
  private static final double MAX_FLOOR = 0.8;

  static Landscape of(Settings settings) {
    double floor = settings.word("dataset").equals("mnist") ? MNIST_FLOOR : OTHER_FLOOR;
    floor *= shape(settings) * regularization(settings) * choices(settings);
    floor *= power(USUAL_TRAIN_SIZE / settings.whole("train_size"), 0.25);
    return new Landscape(bestRate(settings), Math.min(floor, MAX_FLOOR));
  }

  /**
   * The rate times the size of a step is what matters: it grows with the root of the batch and with
   * momentum, 1/(1-momentum); what scales activations down, as LRN does by k^-beta, asks for more.
   */
  private static double bestRate(Settings settings) {
    double rate =
        switch (settings.word("optimizer")) {
          case "nesterov" -> 0.12 * (1 - settings.real("momentum"));
          case "sgd" -> 0.12;
          default -> 0.001;
        };
    double inputs =
        switch (settings.word("input.scaling")) {
          case "raw" -> 0.02;
          case "standard" -> 0.7;
          default -> 1;
        };
    double batch = power(settings.whole("batch_size") / USUAL_BATCH, 0.5);
    return rate * inputs * batch / activationScale(settings);
  }

  private static double activationScale(Settings settings) {
    return settings.flag("lrn")
        ? power(settings.real("lrn.k"), -settings.real("lrn.beta"))
        : settings.real("constant_scale");
  }

  /** More capacity helps a little; kernels have a best size each. */
  private static double shape(Settings settings) {
    double misfit = 0;
    double capacity = settings.whole("fc.units") / USUAL_UNITS;
    for (int n = 1; n <= BEST_KERNELS.length; n++) {
      double kernel = settings.whole("conv%d.kernel".formatted(n));
      double off = StrictMath.log(kernel / BEST_KERNELS[n - 1]);
      misfit += 0.35 * off * off;
      capacity *= settings.whole("conv%d.filters".formatted(n)) / (double) USUAL_FILTERS[n - 1];
    }
    double each = power(capacity, 1.0 / (BEST_KERNELS.length + 1));
    double width = settings.real("width") / USUAL_WIDTH * each;
    return (1 + misfit) * power(width, -0.15);
  }

  /** Dropout and weight decay have a best strength each. */
  private static double regularization(Settings settings) {
    double dropout = settings.real("dropout") - 0.45;
    double decay = StrictMath.log((settings.real("weight_decay") + 1e-5) / 5e-4);
    return (1 + 0.8 * dropout * dropout) * (1 + 0.004 * decay * decay);
  }

  private static double choices(Settings settings) {
    double factor = settings.flag("lrn") ? 0.97 : 1;
    factor *= settings.flag("output_relu") ? 1.15 : 1;
    factor *= settings.flag("pool5") ? 1.03 : 1;
    factor *= settings.word("activation").equals("tanh") ? 1.2 : 1;
    factor *= settings.word("augmentation").equals("shift") ? 0.85 : 1;
    factor *= settings.word("init").equals("paper") ? 1.3 : 1;
    return factor;
  }

  private static double power(double base, double exponent) {
    return StrictMath.pow(base, exponent);
  }
}
