package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.power.Quadrature;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A t test repeated on a growing sample: after the first so many readings, and again after every
 * further one, up to the last. What is the chance that any of these tests errs?
 *
 * <p>Every look uses the same nominal level (Pocock 1977), and the overall level follows by
 * integrating from look to look (Armitage, McPherson and Rowe 1969), here for t with its unknown
 * variance rather than for its normal limit. With n normal readings of mean zero let R be their sum
 * over the root of their sum of squares. The direction of the vector of readings is independent of
 * its length, so the next reading over that root is a t with n degrees of freedom over √n whatever
 * R was, and the next R depends on R and it alone: R is a Markov chain, t a function of R and n.
 * With R = √n sin φ, t = √(n-1) tan φ, and with ψ the angle whose tangent is the next reading over
 * the root, √(n+1) sin φ' = √n sin φ cos ψ + sin ψ. The chance of passing all later looks is
 * integrated backwards over ψ, on a grid of φ, which gives a result that is at most one hundredth
 * of itself too large.
 *
 * <p>Since every look from the first to the last is accounted for, the result holds for whatever
 * reason one stops in between.
 */
public final class RepeatedTests {
  private static final int CELLS = 128;
  private static final int PIECES = 2;
  private static final double NEGLIGIBLE = 1e-9;
  private static final int MIN_READINGS = 3;

  private final int first;
  private final int last;

  /**
   * Looks at {@code first} readings, at one more, and so on to {@code last}.
   *
   * @throws IllegalArgumentException unless 3 ≤ first ≤ last
   */
  public RepeatedTests(int first, int last) {
    if (first < MIN_READINGS || last < first) {
      throw new IllegalArgumentException(
          "The first look (%s seeds) must be at 3 seeds or more, and not after the last (%s)."
              .formatted(first, last));
    }
    this.first = first;
    this.last = last;
  }

  public int first() {
    return first;
  }

  public int last() {
    return last;
  }

  /** The chance that some look has a two-sided p of at most {@code nominal} if the mean is zero. */
  public double overall(double nominal) {
    return crossing(nominal / 2, true);
  }

  /** The same for a one-sided p; if the mean lies on the other side, the chance is smaller yet. */
  public double overallOneSided(double nominal) {
    return crossing(nominal, false);
  }

  /**
   * The nominal two-sided level whose overall level is {@code alpha}. It is between alpha shared by
   * all looks, which is too strict, and alpha itself; looked for on a log scale.
   */
  public double nominal(double alpha) {
    double low = alpha / (last - first + 1);
    double high = alpha;
    double atLow = overall(low);
    double atHigh = overall(high);
    for (int step = 0; step < 6 && atHigh > atLow; step++) {
      double share = Math.log(alpha / atLow) / Math.log(atHigh / atLow);
      double middle = low * Math.pow(high / low, share);
      double atMiddle = overall(middle);
      if (Math.abs(atMiddle / alpha - 1) < 1e-6) {
        return middle;
      }
      boolean below = atMiddle < alpha;
      low = below ? middle : low;
      atLow = below ? atMiddle : atLow;
      high = below ? high : middle;
      atHigh = below ? atHigh : atMiddle;
    }
    return low;
  }

  private double crossing(double tail, boolean twoSided) {
    if (tail <= 0) {
      return 0;
    }
    Passing passing = new Passing(region(last, tail, twoSided), phi -> 1);
    for (int n = last - 1; n >= first; n--) {
      passing = before(n, passing, region(n, tail, twoSided));
    }
    Passing atFirst = passing;
    double mass = power(first - 2);
    double passed =
        Quadrature.integrate(
            phi -> atFirst.chance(phi) * Math.pow(Math.cos(phi), first - 2) / mass,
            atFirst.region.low,
            atFirst.region.high,
            16);
    return Math.max(0, Math.min(1, 1 - passed));
  }

  /** Where the test of n readings finds nothing. */
  private static Region region(int n, double tail, boolean twoSided) {
    double t = TDistribution.of(n - 1.0).inverseSurvivalProbability(tail);
    double bound = Math.atan(t / Math.sqrt(n - 1.0));
    return new Region(twoSided ? -bound : -Math.PI / 2, bound);
  }

  /** The chance of passing the look at n + 1 and all later ones, by where one is at n. */
  private static Passing before(int n, Passing next, Region region) {
    double mass = power(n - 1);
    double t = TDistribution.of(n).inverseSurvivalProbability(NEGLIGIBLE);
    double farthest = Math.atan(t / Math.sqrt(n));
    return new Passing(
        region, phi -> new Step(n, Math.sqrt(n) * Math.sin(phi), farthest).expect(next) / mass);
  }

  /** The integral of cosine to that power over the half circle. */
  private static double power(int exponent) {
    double integral = exponent % 2 == 0 ? Math.PI : 2;
    for (int e = exponent % 2 == 0 ? 2 : 3; e <= exponent; e += 2) {
      integral *= (e - 1.0) / e;
    }
    return integral;
  }

  /** An open range of angles. */
  private record Region(double low, double high) {}

  /**
   * The chance of passing all looks yet to come, known on a grid of a region. It changes fastest at
   * the ends, where the grid is densest: as that of Chebyshev.
   */
  private static final class Passing {
    private final Region region;
    private final double[] chances = new double[CELLS + 1];

    Passing(Region region, DoubleUnaryOperator chance) {
      this.region = region;
      boolean even = region.low == -region.high; // and so are the chances of all looks to come
      for (int i = 0; i <= (even ? CELLS / 2 : CELLS); i++) {
        double place = (1 - Math.cos(Math.PI * i / CELLS)) / 2;
        chances[i] = chance.applyAsDouble(region.low + (region.high - region.low) * place);
        chances[CELLS - i] = even ? chances[i] : chances[CELLS - i];
      }
    }

    double chance(double phi) {
      double share = (phi - region.low) / (region.high - region.low);
      double place = Math.acos(Math.max(-1, Math.min(1, 1 - 2 * share))) / Math.PI * CELLS;
      int cell = (int) Math.max(0, Math.min(CELLS - 1, Math.floor(place)));
      return cubic(cell, place - cell);
    }

    /** Through the four nearest places; the grid is mirrored at its ends, as cosines are. */
    private double cubic(int cell, double t) {
      double before = chances[cell == 0 ? 1 : cell - 1];
      double after = chances[cell == CELLS - 1 ? CELLS - 1 : cell + 2];
      return -t * (t - 1) * (t - 2) / 6 * before
          + (t + 1) * (t - 1) * (t - 2) / 2 * chances[cell]
          - (t + 1) * t * (t - 2) / 2 * chances[cell + 1]
          + (t + 1) * t * (t - 1) / 6 * after;
    }
  }

  /** From a place at n readings to the places at n + 1. */
  private static final class Step {
    private final int n;
    private final double radius;
    private final double turn;
    private final double farthest;
    private final double scale;

    Step(int n, double sum, double farthest) {
      this.n = n;
      this.radius = Math.hypot(sum, 1);
      this.turn = Math.atan(sum);
      this.farthest = farthest;
      this.scale = Math.sqrt(n + 1.0);
    }

    /** Over the pieces of the way between the angles at which the region is entered or left. */
    double expect(Passing next) {
      double[] ends = {
        -farthest,
        entering(-Math.PI, next.region.low, -1),
        entering(0, next.region.low, 1),
        entering(0, next.region.high, 1),
        entering(Math.PI, next.region.high, -1),
        farthest
      };
      Arrays.sort(ends);
      double sum = 0;
      for (int i = 0; i + 1 < ends.length; i++) {
        double middle = angle((ends[i] + ends[i + 1]) / 2);
        if (middle > next.region.low && middle < next.region.high) {
          sum += piece(next, ends[i], ends[i + 1]);
        }
      }
      return sum;
    }

    private double piece(Passing next, double from, double to) {
      return Quadrature.integrate(
          psi -> next.chance(angle(psi)) * Math.pow(Math.cos(psi), n - 1), from, to, PIECES);
    }

    /** Where R reaches an end of the region, kept within the way; its end if it never does. */
    private double entering(double around, double bound, int sign) {
      double height = scale * Math.sin(bound) / radius;
      double psi = Math.abs(height) < 1 ? around + sign * Math.asin(height) - turn : farthest;
      return Math.max(-farthest, Math.min(farthest, psi));
    }

    private double angle(double psi) {
      double height = radius * Math.sin(psi + turn) / scale;
      return Math.asin(Math.max(-1, Math.min(1, height)));
    }
  }
}
