package dev.nightsweep.analysis.importance;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Importance of parameters by PED-ANOVA (Watanabe, Bansal and Hutter 2023, "PED-ANOVA: Efficiently
 * Quantifying Hyperparameter Importance in Arbitrary Subspaces"): along each axis, how far the
 * spread of the best tenth of the trials (at least five) diverges from that of all trials, as
 * shares of the sum. It needs no model of the readings, and a few terrible trials change nothing.
 *
 * <p>For sweeps that chose their trials; a full grid has its analysis of variance instead.
 */
public final class Importances {
  /** Under so many trials there is nothing to show. */
  public static final int MIN_TRIALS = 30;

  private static final double BEST_SHARE = 0.1;
  private static final int MIN_BEST = 5;
  private static final int RESAMPLES = 400;
  private static final long SEED = 20_260_101;

  private final List<ImportanceAxis> axes;

  /** Of every trial, and NaN where it has no setting for an axis. */
  private final double[][] places;

  private final double[] losses;

  private Importances(List<ImportanceAxis> axes, List<SearchTrial> trials, Objective.Goal goal) {
    this.axes = axes;
    this.places =
        axes.stream()
            .map(axis -> trials.stream().mapToDouble(trial -> place(axis, trial)).toArray())
            .toArray(double[][]::new);
    this.losses =
        trials.stream()
            .mapToDouble(t -> goal == Objective.Goal.MINIMIZE ? t.reading() : -t.reading())
            .toArray();
  }

  private static double place(ImportanceAxis axis, SearchTrial trial) {
    return trial.settings().find(axis.name()).map(axis::place).orElse(Double.NaN);
  }

  /**
   * The most important first; empty under {@link #MIN_TRIALS} finite trials.
   *
   * @param axes the parameters that the search varied
   * @param trials that ran to their end: those stopped early read worse because they were stopped
   */
  public static List<Importance> of(
      List<ImportanceAxis> axes, List<SearchTrial> trials, Objective.Goal goal) {
    List<SearchTrial> finite = trials.stream().filter(t -> Double.isFinite(t.reading())).toList();
    if (finite.size() < MIN_TRIALS || axes.isEmpty()) {
      return List.of();
    }
    Importances importances = new Importances(axes, finite, goal);
    double[] shares = importances.shares(IntStream.range(0, finite.size()).toArray());
    double[][] resampled = importances.resampled(finite.size());
    return IntStream.range(0, axes.size())
        .mapToObj(i -> new Importance(axes.get(i).name(), shares[i], interval(resampled, i)))
        .sorted(Comparator.comparingDouble(Importance::share).reversed())
        .toList();
  }

  /** Of the trials of those numbers; one may be there several times. */
  private double[] shares(int[] trials) {
    int[] best = best(trials);
    double[] divergences =
        IntStream.range(0, axes.size())
            .mapToDouble(axis -> Density.divergence(density(axis, best), density(axis, trials)))
            .toArray();
    double sum = Arrays.stream(divergences).sum();
    return Arrays.stream(divergences).map(d -> sum > 0 ? d / sum : 1.0 / axes.size()).toArray();
  }

  private double[] density(int axis, int[] trials) {
    double[] along =
        Arrays.stream(trials)
            .mapToDouble(trial -> places[axis][trial])
            .filter(place -> !Double.isNaN(place))
            .toArray();
    return Density.of(axes.get(axis), along);
  }

  /** With all that tie with the last of them. */
  private int[] best(int[] trials) {
    int count = Math.max(MIN_BEST, (int) Math.ceil(BEST_SHARE * trials.length));
    double[] sorted = Arrays.stream(trials).mapToDouble(trial -> losses[trial]).sorted().toArray();
    return Arrays.stream(trials).filter(trial -> losses[trial] <= sorted[count - 1]).toArray();
  }

  private double[][] resampled(int trials) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] shares = new double[RESAMPLES][];
    for (int i = 0; i < RESAMPLES; i++) {
      shares[i] = shares(IntStream.range(0, trials).map(j -> random.nextInt(trials)).toArray());
    }
    return shares;
  }

  private static Interval interval(double[][] shares, int axis) {
    double[] sorted = Arrays.stream(shares).mapToDouble(s -> s[axis]).sorted().toArray();
    int tail = RESAMPLES / 40; // 2.5 % on either side
    return new Interval(sorted[tail], sorted[RESAMPLES - 1 - tail]);
  }
}
