package dev.nightsweep.search.tpe;

import dev.nightsweep.search.AdaptiveSampler;
import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.Observation;
import dev.nightsweep.search.RandomSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Says where to look next: where what was good lies densely and the rest does not. Numbers as in
 * Optuna 3: the best tenth is good, at most 25; of 24 coordinates drawn from the density of the
 * good that one is taken whose ratio of densities is greatest (the expected improvement of Bergstra
 * et al. 2011).
 */
public final class TreeParzenEstimator implements AdaptiveSampler {
  /** So many points are drawn at random before the estimator has a say. */
  public static final int STARTUP = 10;

  private static final double GOOD = 0.1;
  private static final int MOST_GOOD = 25;
  private static final int CANDIDATES = 24;

  /** Of what is not good the latest so many tell enough, and a decision stays cheap. */
  private static final int MOST_OTHERS = 1000;

  private final List<EstimatorAxis> axes;
  private final Form form;
  private final UnaryOperator<double[]> applicable;

  /** What a density is of. */
  public enum Form {
    /** Each axis by itself. */
    INDEPENDENT,
    /** Whole points, so that what goes together is seen. */
    MULTIVARIATE
  }

  /** Of axes that always apply. */
  public TreeParzenEstimator(List<EstimatorAxis> axes, Form form) {
    this(axes, form, point -> point);
  }

  /**
   * @param applicable a point's coordinates, NaN on the axes that do not apply there
   */
  public TreeParzenEstimator(
      List<EstimatorAxis> axes, Form form, UnaryOperator<double[]> applicable) {
    this.axes = List.copyOf(axes);
    this.form = form;
    this.applicable = applicable;
  }

  @Override
  public double[] next(List<Observation> tried, RandomSource draws) {
    Set<Integer> places = good(tried);
    List<Observation> good = new ArrayList<>();
    List<Observation> others = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      (places.contains(i) ? good : others).add(tried.get(i));
    }
    List<Observation> latest =
        others.subList(Math.max(0, others.size() - MOST_OTHERS), others.size());
    if (form == Form.MULTIVARIATE) {
      return best(
          new MultivariateParzenEstimator(axes, good),
          new MultivariateParzenEstimator(axes, latest),
          draws);
    }
    double[] point = new double[axes.size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = best(mixture(axis, good), mixture(axis, latest), draws);
    }
    return point;
  }

  private double[] best(
      MultivariateParzenEstimator good, MultivariateParzenEstimator others, RandomSource draws) {
    double[] best = applicable.apply(good.draw(draws));
    double greatest = good.logDensity(best) - others.logDensity(best);
    for (int i = 1; i < CANDIDATES; i++) {
      double[] candidate = applicable.apply(good.draw(draws));
      double ratio = good.logDensity(candidate) - others.logDensity(candidate);
      if (ratio > greatest) {
        best = candidate;
        greatest = ratio;
      }
    }
    return best;
  }

  @Override
  public double[] anywhere(RandomSource draws) {
    double[] point = new double[axes.size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] =
          axes.get(axis) instanceof EstimatorAxis.Choice choice
              ? ParzenEstimator.of(choice, new double[0]).draw(draws)
              : draws.next();
    }
    return point;
  }

  /** The places of the best ones of those that gave a reading; of equals the first. */
  private static Set<Integer> good(List<Observation> tried) {
    long read = tried.stream().filter(o -> !Double.isNaN(o.loss())).count();
    int most = Math.min(MOST_GOOD, (int) Math.ceil(GOOD * read));
    Comparator<Integer> betterFirst =
        Comparator.<Integer>comparingInt(i -> -tried.get(i).epochs())
            .thenComparingDouble(i -> tried.get(i).loss());
    PriorityQueue<Integer> good =
        new PriorityQueue<>(betterFirst.thenComparing(Comparator.naturalOrder()).reversed());
    for (int i = 0; i < tried.size(); i++) {
      if (!Double.isNaN(tried.get(i).loss())) {
        good.add(i);
      }
      if (good.size() > most) {
        good.remove(); // the worst of them
      }
    }
    return new HashSet<>(good);
  }

  private ParzenEstimator mixture(int axis, List<Observation> observations) {
    double[] coordinates =
        observations.stream()
            .mapToDouble(o -> o.coordinate(axis))
            .filter(coordinate -> !Double.isNaN(coordinate))
            .toArray();
    return ParzenEstimator.of(axes.get(axis), coordinates);
  }

  private static double best(ParzenEstimator good, ParzenEstimator others, RandomSource draws) {
    double best = Double.NaN;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CANDIDATES; i++) {
      double candidate = good.draw(draws);
      double ratio = good.logDensity(candidate) - others.logDensity(candidate);
      if (Double.isNaN(best) || ratio > greatest) {
        best = candidate;
        greatest = ratio;
      }
    }
    return best;
  }
}
