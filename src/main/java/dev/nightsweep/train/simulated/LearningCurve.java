package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Settings;

/**
 * A made-up learning curve, a pure function of settings, seed and epoch. With ratio = learning rate
 * / best rate, an epoch makes steps/782 · 2·ratio/(1+ratio) of progress P, and the error is
 *
 * <pre>floor · (1 + ratio²/4) + 0.9 · (1 + P/0.06)^-1.5, at most 0.9, times a seed's luck</pre>
 *
 * so that a low rate is slow, a high one noisy, and a schedule that ends low pays off. A net whose
 * first rate is above 3.5 times the best, give or take a seed's luck, never leaves chance.
 */
final class LearningCurve {
  /** The error of a net that names one class for all. */
  private static final double CHANCE = 0.9;

  private static final double CHANCE_LOSS = StrictMath.log(10);
  private static final double USUAL_STEPS = 782;
  private static final double HALF_LIFE = 0.06;
  private static final double TOO_HIGH = 3.5;

  private final Settings settings;
  private final SimulatedRandom random;
  private final Landscape landscape;
  private final double[] progress;
  private final boolean stuck;
  private final double luck;

  LearningCurve(Settings settings, SimulatedRandom random) {
    this.settings = settings;
    this.random = random;
    this.landscape = Landscape.of(settings);
    double limit = TOO_HIGH * StrictMath.exp(0.15 * random.luck("limit", 0));
    this.stuck = ratio(1) > limit;
    this.luck = 0.06 * random.luck("run", 0);
    this.progress = progress();
  }

  /** The learning rate in an epoch, from 1. */
  double learningRate(int epoch) {
    double first = settings.real("learning_rate");
    int before = epoch - 1;
    return switch (settings.word("lr_schedule")) {
      case "step" -> {
        int steps = before / settings.whole("lr_step.every");
        yield first * StrictMath.pow(settings.real("lr_step.factor"), steps);
      }
      case "cosine" ->
          first * ((1 + StrictMath.cos(Math.PI * before / settings.whole("epochs"))) / 2);
      default -> first;
    };
  }

  /** Share of the validation images that are right after an epoch: whole images. */
  double validationAccuracy(int epoch) {
    double images = settings.whole("validation_size");
    return Math.rint((1 - error("validation", epoch)) * images) / images;
  }

  double validationLoss(int epoch) {
    return loss(error("validation", epoch));
  }

  /** Of the epoch's batches: dropout is on, and the images are known. */
  double trainingLoss(int epoch) {
    double floor = floor(epoch) * (0.15 + 1.2 * settings.real("dropout"));
    return loss(withLuck("training", epoch, floor + behind(epoch)));
  }

  /** Share of the test images that would be wrong at the end, before rounding. */
  double testError() {
    return error("test", progress.length);
  }

  /** Of a net with that error: the loss falls a little slower than the error. */
  static double loss(double error) {
    return CHANCE_LOSS * StrictMath.pow(error / CHANCE, 0.93);
  }

  private double error(String of, int epoch) {
    return withLuck(of, epoch, floor(epoch) + behind(epoch));
  }

  private double withLuck(String of, int epoch, double error) {
    double jitter = random.luck(of, epoch);
    return stuck
        ? CHANCE * StrictMath.exp(0.005 * jitter)
        : Math.min(CHANCE, error * StrictMath.exp(luck + 0.03 * jitter));
  }

  private double floor(int epoch) {
    double ratio = ratio(epoch);
    return landscape.floor() * (1 + ratio * ratio / 4);
  }

  /** How far the net is behind what it tends to. */
  private double behind(int epoch) {
    return CHANCE * StrictMath.pow(1 + progress[epoch - 1] / HALF_LIFE, -1.5);
  }

  private double ratio(int epoch) {
    return learningRate(epoch) / landscape.bestRate();
  }

  private double[] progress() {
    double steps = Math.ceil(settings.real("train_size") / settings.whole("batch_size"));
    double[] sums = new double[settings.whole("epochs")];
    double sum = 0;
    for (int epoch = 1; epoch <= sums.length; epoch++) {
      double ratio = ratio(epoch);
      sum += steps / USUAL_STEPS * 2 * ratio / (1 + ratio);
      sums[epoch - 1] = sum;
    }
    return sums;
  }
}
