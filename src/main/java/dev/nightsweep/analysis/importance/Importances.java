package dev.nightsweep.analysis.importance;

import dev.nightsweep.analysis.contrast.Interval;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
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
  public static final int FEWEST_TRIALS = 30;

  private static final double BEST_SHARE = 0.1;
  private static final int FEWEST_BEST = 5;
  private static final int RESAMPLES = 400;
  private static final long SEED = 20_260_101;

  private final List<Axis> axes;
  private final Objective.Goal goal;

  private Importances(List<Axis> axes, Objective.Goal goal) {
    this.axes = axes;
    this.goal = goal;
  }

  /**
   * The most important first; empty under {@link #FEWEST_TRIALS} finite trials.
   *
   * @param axes the parameters that the search varied
   * @param trials that ran to their end: those stopped early read worse because they were stopped
   */
  public static List<Importance> of(List<Axis> axes, List<Trial> trials, Objective.Goal goal) {
    List<Trial> finite = trials.stream().filter(t -> Double.isFinite(t.reading())).toList();
    if (finite.size() < FEWEST_TRIALS || axes.isEmpty()) {
      return List.of();
    }
    Importances importances = new Importances(axes, goal);
    double[] shares = importances.shares(finite);
    double[][] resampled = importances.resampled(finite);
    return IntStream.range(0, axes.size())
        .mapToObj(i -> new Importance(axes.get(i).name(), shares[i], interval(resampled, i)))
        .sorted(Comparator.comparingDouble(Importance::share).reversed())
        .toList();
  }

  private double[] shares(List<Trial> trials) {
    List<Settings> all = trials.stream().map(Trial::settings).toList();
    List<Settings> best = best(trials).stream().map(Trial::settings).toList();
    double[] divergences =
        axes.stream()
            .mapToDouble(
                axis ->
                    Density.divergence(
                        Density.of(axis, along(axis, best)), Density.of(axis, along(axis, all))))
            .toArray();
    double sum = Arrays.stream(divergences).sum();
    return Arrays.stream(divergences).map(d -> sum > 0 ? d / sum : 1.0 / axes.size()).toArray();
  }

  private static List<Setting> along(Axis axis, List<Settings> settings) {
    return settings.stream().flatMap(s -> s.find(axis.name()).stream()).toList();
  }

  /** With all that tie with the last of them. */
  private List<Trial> best(List<Trial> trials) {
    int count = Math.max(FEWEST_BEST, (int) Math.ceil(BEST_SHARE * trials.size()));
    double[] losses = trials.stream().mapToDouble(this::loss).sorted().toArray();
    return trials.stream().filter(trial -> loss(trial) <= losses[count - 1]).toList();
  }

  private double loss(Trial trial) {
    return goal == Objective.Goal.MINIMIZE ? trial.reading() : -trial.reading();
  }

  private double[][] resampled(List<Trial> trials) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] shares = new double[RESAMPLES][];
    for (int i = 0; i < RESAMPLES; i++) {
      List<Trial> drawn = new ArrayList<>();
      for (int j = 0; j < trials.size(); j++) {
        drawn.add(trials.get(random.nextInt(trials.size())));
      }
      shares[i] = shares(drawn);
    }
    return shares;
  }

  private static Interval interval(double[][] shares, int axis) {
    double[] sorted = Arrays.stream(shares).mapToDouble(s -> s[axis]).sorted().toArray();
    int tail = RESAMPLES / 40; // 2.5 % on either side
    return new Interval(sorted[tail], sorted[RESAMPLES - 1 - tail]);
  }
}
