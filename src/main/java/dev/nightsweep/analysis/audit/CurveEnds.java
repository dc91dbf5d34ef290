package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Point;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How the curves of one side end. That the last reading is the best says little: it is so where an
 * arm merely still rises. Two signs say more. The last reading <em>returns</em>: it is the best
 * though the one before it was none; of an honest curve that is as likely an epoch or two earlier.
 * Or it <em>repeats</em> an earlier best to the last digit.
 */
final class CurveEnds {
  /** Where more readings than that repeat one that was not the best, readings are coarse. */
  private static final double COARSE = 0.2;

  /** Of a side that reports its best so far, so large a share of epochs repeats it. */
  private static final double PLATEAU = 0.2;

  private final Objective objective;
  private final List<List<Point>> curves;

  /**
   * @param curves of the runs; those that tell too little are left out
   */
  CurveEnds(Objective objective, List<List<Point>> curves) {
    this.objective = objective;
    this.curves =
        curves.stream()
            .filter(curve -> curve.size() > 2)
            .filter(curve -> curve.stream().mapToDouble(Point::reading).distinct().count() > 1)
            .toList();
  }

  /** In so many of so many. */
  record Count(int hits, int of) {

    Count plus(Count other) {
      return new Count(hits + other.hits, of + other.of);
    }

    double share() {
      return of == 0 ? 0 : (double) hits / of;
    }

    /** Whether chance would hardly make it so much larger a share than the other. */
    boolean isRareBeside(Count other) {
      return other.of > 0
          && UnequalShares.oneSided(hits, of, other.hits, other.of) <= PairedLogs.STRICT;
    }
  }

  /** In how many runs the last reading is the best. */
  Count best() {
    return atTheEnd(this::isBest);
  }

  /** Whether this side picked what it reports, and the other did not. */
  boolean arePickedBeside(CurveEnds other) {
    boolean isFine = late(0, this::repeatsAnother).share() <= COARSE;
    return isFine
        && best().share() > other.best().share()
        && (returnsBeside(other) || repeatsBeside(other));
  }

  private boolean returnsBeside(CurveEnds other) {
    Count returned = atTheEnd(this::returns);
    return returned.isRareBeside(other.atTheEnd(other::returns))
        && returned.isRareBeside(late(1, this::returns));
  }

  private boolean repeatsBeside(CurveEnds other) {
    Count ofOther = other.late(0, other::repeats);
    Count all = late(0, this::repeats);
    boolean atTheEnd = atTheEnd(this::repeats).isRareBeside(ofOther.plus(late(1, this::repeats)));
    return atTheEnd || (all.share() >= PLATEAU && all.isRareBeside(ofOther));
  }

  private Count atTheEnd(BiPredicate<List<Point>, Integer> sign) {
    int hits = 0;
    for (List<Point> curve : curves) {
      hits += sign.test(curve, curve.size() - 1) ? 1 : 0;
    }
    return new Count(hits, curves.size());
  }

  /**
   * Over the later half of the epochs, but for so many last ones. Earlier ones rise, and tell
   * nothing of how often chance makes a reading repeat or return.
   */
  private Count late(int left, BiPredicate<List<Point>, Integer> sign) {
    int hits = 0;
    int of = 0;
    for (List<Point> curve : curves) {
      for (int epoch = Math.max(1, curve.size() / 2); epoch < curve.size() - left; epoch++) {
        hits += sign.test(curve, epoch) ? 1 : 0;
        of++;
      }
    }
    return new Count(hits, of);
  }

  private double gain(List<Point> curve, int epoch) {
    return objective.gain(curve.get(epoch).reading());
  }

  private double bestBefore(List<Point> curve, int epoch) {
    double best = Double.NEGATIVE_INFINITY;
    for (int earlier = 0; earlier < epoch; earlier++) {
      best = Math.max(best, gain(curve, earlier));
    }
    return best;
  }

  private boolean isBest(List<Point> curve, int epoch) {
    return gain(curve, epoch) >= bestBefore(curve, epoch);
  }

  private boolean returns(List<Point> curve, int epoch) {
    return isBest(curve, epoch) && !isBest(curve, epoch - 1);
  }

  private boolean repeats(List<Point> curve, int epoch) {
    return gain(curve, epoch) == bestBefore(curve, epoch);
  }

  /** Whether it repeats an earlier reading that was not the best by then. */
  private boolean repeatsAnother(List<Point> curve, int epoch) {
    double gain = gain(curve, epoch);
    return !repeats(curve, epoch)
        && curve.subList(0, epoch).stream().anyMatch(p -> objective.gain(p.reading()) == gain);
  }
}
