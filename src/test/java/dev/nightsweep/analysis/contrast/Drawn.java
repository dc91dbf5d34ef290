package dev.nightsweep.analysis.contrast;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Kinds of readings of simulated sweeps, all of arms with equal means. The first arm is the
 * baseline.
 */
enum Drawn {
  NORMAL("normal", true, 3),
  T_3("heavy tails: t with 3 degrees of freedom", true, 6),
  T_2("heavy tails: t with 2.1 degrees of freedom", true, 9),
  ARMS("arms that spread three times as far as the baseline", true, 9),
  SEEDS("half of the seeds spread three times as far", true, 9),
  STUCK("a tenth of the runs stuck 10 sd lower, in every arm", true, 12),
  IMAGES_100("100 images, 99 % right", true, 0.05),
  IMAGES_300("300 images, nets alike", true, 0.01),
  IMAGES_1000("1,000 images, nets alike", true, 0.005),
  SKEWED("levels log-normal, baseline normal", false, 6),
  STUCK_LEVELS("a tenth of the runs stuck 10 sd lower, in the levels alone", false, -12),
  SHARED_5("5 % of the variance common to all seeds", false, 3),
  SHARED_10("10 % of the variance common to all seeds", false, 3);

  private static final double STUCK_SHARE = 0.1;
  private static final double STUCK_BELOW = 10;
  private static final double RIGHT = 0.97;
  private static final double FLIPPED = 0.003;

  private final String text;
  private final boolean held;
  private final double shift;

  Drawn(String text, boolean held, double shift) {
    this.text = text;
    this.held = held;
    this.shift = shift;
  }

  String text() {
    return text;
  }

  /** Whether we say of such readings that verdicts err in at most 5 % of sweeps. */
  boolean isHeld() {
    return held;
  }

  double margin() {
    return Math.abs(shift);
  }

  /** A difference of the margin in the direction in which readings of this kind hide it. */
  double apart() {
    return shift;
  }

  /** The step of the readings; 0 if they have none. */
  double quantum() {
    return switch (this) {
      case IMAGES_100 -> 1.0 / 100;
      case IMAGES_300 -> 1.0 / 300;
      case IMAGES_1000 -> 1.0 / 1000;
      default -> 0;
    };
  }

  /** By arm and seed; {@code apart} is added to all arms but the first. */
  double[][] readings(SplittableRandom random, int arms, int seeds, double apart) {
    double[] spread = new double[seeds];
    Arrays.setAll(spread, seed -> this == SEEDS && random.nextBoolean() ? 3 : 1);
    double[][] readings = new double[arms][seeds];
    for (int arm = 0; arm < arms; arm++) {
      boolean level = arm > 0;
      double common = random.nextGaussian();
      IntToDoubleFunction reading = seed -> reading(random, level, common) * spread[seed];
      Arrays.setAll(readings[arm], seed -> reading.applyAsDouble(seed) + (level ? apart : 0));
    }
    return readings;
  }

  private double reading(SplittableRandom random, boolean level, double common) {
    return switch (this) {
      case NORMAL, SEEDS -> random.nextGaussian();
      case T_3 -> t(random, 3);
      case T_2 -> t(random, 2.1);
      case ARMS -> random.nextGaussian() * (level ? 3 : 1);
      case STUCK -> stuck(random);
      case STUCK_LEVELS -> level ? stuck(random) : random.nextGaussian();
      case SKEWED ->
          level ? Math.exp(random.nextGaussian()) - Math.exp(0.5) : random.nextGaussian();
      case IMAGES_100 -> 1 - hits(random, 100, 0.01) / 100.0;
      case IMAGES_300 -> alike(random, 300);
      case IMAGES_1000 -> alike(random, 1000);
      case SHARED_5 -> shared(random, 0.05, common);
      case SHARED_10 -> shared(random, 0.1, common);
    };
  }

  private static double shared(SplittableRandom random, double share, double common) {
    return Math.sqrt(1 - share) * random.nextGaussian() + Math.sqrt(share) * common;
  }

  /** Most seeds are a little better for it, so that the mean stays zero. */
  private static double stuck(SplittableRandom random) {
    boolean stuck = random.nextDouble() < STUCK_SHARE;
    return random.nextGaussian() + STUCK_BELOW * (STUCK_SHARE - (stuck ? 1 : 0));
  }

  /** Nets that differ from each other in a few images. */
  private static double alike(SplittableRandom random, int images) {
    int right = (int) Math.round(images * RIGHT);
    int lost = hits(random, right, FLIPPED);
    int gained = hits(random, images - right, FLIPPED);
    return (double) (right - lost + gained) / images;
  }

  /** Of rare events; jumps from one to the next. */
  private static int hits(SplittableRandom random, int tries, double chance) {
    double scale = 1 / Math.log1p(-chance);
    int hits = 0;
    double place = Math.floor(Math.log(1 - random.nextDouble()) * scale);
    while (place < tries) {
      hits++;
      place += 1 + Math.floor(Math.log(1 - random.nextDouble()) * scale);
    }
    return hits;
  }

  /** By Bailey's (1994) polar method. */
  private static double t(SplittableRandom random, double degrees) {
    double u;
    double w;
    do {
      u = random.nextDouble(-1, 1);
      double v = random.nextDouble(-1, 1);
      w = u * u + v * v;
    } while (w >= 1 || w == 0);
    return u * Math.sqrt(degrees * (Math.pow(w, -2 / degrees) - 1) / w);
  }
}
