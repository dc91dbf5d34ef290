package dev.nightsweep.analysis.contrast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Analysis of variance of a complete factorial grid with the seed as block: reading = seed + main
 * effects + two-factor interactions + residual, all fixed (Fisher 1935; e.g. Montgomery, Design and
 * Analysis of Experiments, chapter 5). Balanced, so every sum of squares is one of means.
 *
 * <p>The effect size is ω² = (SS - df MS_residual) / (SS_total + MS_residual) (Hays 1963): the
 * share of all variance, that of the seeds included, that a term accounts for. Its estimate may be
 * below zero for a term that does nothing; that is given as zero.
 */
final class BlockedAnova {
  /**
   * A line of the table.
   *
   * @param factors the places of the factors in the term: one, or two for an interaction
   */
  record Line(List<Integer> factors, int degrees, double squares, double pF, double omega) {}

  private final int[] levels;
  private final double[][] readings;
  private final double mean;

  private BlockedAnova(int[] levels, double[][] readings) {
    this.levels = levels;
    this.readings = readings;
    this.mean = Arrays.stream(readings).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  /**
   * The lines of the main effects, then of the interactions.
   *
   * @param levels how many levels each factor has, at least two
   * @param readings by seed (at least two) and cell; the last factor's level varies fastest
   */
  static List<Line> of(int[] levels, double[][] readings) {
    return new BlockedAnova(levels, readings).lines();
  }

  private List<Line> lines() {
    List<List<Integer>> terms = terms();
    double[] squares = new double[terms.size()];
    double total = total();
    double residual = total - seeds();
    int degrees = (readings.length - 1) * readings[0].length + readings[0].length - 1;
    int left = degrees - (readings.length - 1);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = squares(terms.get(i));
      residual -= squares[i];
      left -= degrees(terms.get(i));
    }
    double error = Math.max(0, residual) / left;
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < squares.length; i++) {
      int own = degrees(terms.get(i));
      double omega = total == 0 ? 0 : Math.max(0, (squares[i] - own * error) / (total + error));
      lines.add(
          new Line(terms.get(i), own, squares[i], pF(squares[i] / own, error, own, left), omega));
    }
    return List.copyOf(lines);
  }

  private static double pF(double meanSquare, double error, int degrees, int left) {
    if (error == 0) {
      return meanSquare == 0 ? 1 : 0;
    }
    return FDistribution.of(degrees, left).survivalProbability(meanSquare / error);
  }

  private List<List<Integer>> terms() {
    List<List<Integer>> terms = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      terms.add(List.of(i));
    }
    for (int i = 0; i < levels.length; i++) {
      for (int j = i + 1; j < levels.length; j++) {
        terms.add(List.of(i, j));
      }
    }
    return terms;
  }

  private int degrees(List<Integer> term) {
    return term.stream().mapToInt(f -> levels[f] - 1).reduce(1, (a, b) -> a * b);
  }

  private double total() {
    return Arrays.stream(readings).flatMapToDouble(Arrays::stream).map(this::square).sum();
  }

  private double seeds() {
    return Arrays.stream(readings)
        .mapToDouble(cells -> cells.length * square(Arrays.stream(cells).average().orElseThrow()))
        .sum();
  }

  private double square(double reading) {
    return (reading - mean) * (reading - mean);
  }

  /** Of one factor, or what two factors add together beyond each alone. */
  private double squares(List<Integer> term) {
    double between = between(term);
    return term.size() == 1
        ? between
        : between - between(List.of(term.get(0))) - between(List.of(term.get(1)));
  }

  /** Between the means of the cells that agree in these factors. */
  private double between(List<Integer> factors) {
    int groups = factors.stream().mapToInt(f -> levels[f]).reduce(1, (a, b) -> a * b);
    double[] sums = new double[groups];
    int cells = readings[0].length;
    for (double[] ofSeed : readings) {
      for (int cell = 0; cell < cells; cell++) {
        sums[group(cell, factors)] += ofSeed[cell] - mean;
      }
    }
    double size = (double) readings.length * cells / groups;
    return Arrays.stream(sums).map(sum -> sum * sum / size).sum();
  }

  private int group(int cell, List<Integer> factors) {
    int group = 0;
    for (int factor : factors) {
      int below = 1;
      for (int later = factor + 1; later < levels.length; later++) {
        below *= levels[later];
      }
      group = group * levels[factor] + cell / below % levels[factor];
    }
    return group;
  }
}
