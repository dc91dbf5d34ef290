package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Shape;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a contrast's verdict depends on single seeds and on the shape of the differences.
 *
 * @param verdict on all seeds
 * @param changes the seeds without which the verdict is another one
 * @param skewness of the differences; NaN if all are equal
 * @param farthest the seed that is farthest from the mean
 */
public record Robustness(
    Contrast contrast,
    Objective objective,
    Verdict verdict,
    List<Change> changes,
    double trimmedMean,
    double pSignFlip,
    double skewness,
    Farthest farthest) {
  /** With fewer seeds too few are left without one. */
  public static final int MIN_SEEDS = 5;

  /** Of more seeds one alone carries no verdict, unless it is far from all others. */
  public static final int MAX_SEEDS = 100;

  /**
   * What comes out without a seed.
   *
   * @param pHolm of the test that decided the verdict on all seeds
   */
  public record Change(long seed, Verdict verdict, double pHolm) {}

  /**
   * A seed that is far from the others.
   *
   * @param share of the sum of squares about the mean; NaN if all differences are equal
   * @param p the chance that a normal sample has a seed with as large a share; 1 where readings
   *     come in steps that are too coarse to tell
   */
  public record Farthest(long seed, double share, double p) {}

  public Robustness {
    changes = List.copyOf(changes);
  }

  /**
   * Of every contrast on the objective, then on its test twin; none without a pair.
   *
   * @param details the contrasts on all seeds
   */
  public static List<Robustness> of(JudgedRuns runs, List<ContrastDetail> details) {
    Verdicts brief = Verdicts.of(runs, runs.rule().inShort());
    return runs.endpoints().stream()
        .filter(measure -> !measure.isTime())
        .flatMap(measure -> family(runs.byArm(), measure, details, brief).stream())
        .toList();
  }

  private static List<Robustness> family(
      ComparisonRuns runs, Endpoint measure, List<ContrastDetail> details, Verdicts verdicts) {
    List<ContrastDetail> own =
        details.stream().filter(d -> d.objective().equals(measure.objective())).toList();
    List<List<Change>> changes = changes(runs, measure, own, verdicts);
    return IntStream.range(0, own.size())
        .filter(i -> !own.get(i).differences().isEmpty())
        .mapToObj(i -> of(own.get(i), measure.floor(), changes.get(i)))
        .toList();
  }

  /** Contrast by contrast. */
  private static List<List<Change>> changes(
      ComparisonRuns runs, Endpoint measure, List<ContrastDetail> own, Verdicts verdicts) {
    List<List<Change>> changes = new ArrayList<>();
    own.forEach(detail -> changes.add(new ArrayList<>()));
    for (long seed : isLookedFor(runs.seeds().size()) ? runs.seeds() : List.<Long>of()) {
      List<ContrastTest> without = verdicts.judged(measure, runs.without(seed));
      for (int i = 0; i < own.size(); i++) {
        Verdict before = own.get(i).result().verdict();
        Verdict verdict = verdicts.verdict(without.get(i));
        if (verdict != before) {
          changes.get(i).add(new Change(seed, verdict, p(before, without.get(i))));
        }
      }
    }
    return changes;
  }

  /** Whether every one of so many seeds is left out in turn: that takes time by their square. */
  public static boolean isLookedFor(int seeds) {
    return seeds >= MIN_SEEDS && seeds <= MAX_SEEDS;
  }

  private static double p(Verdict verdict, ContrastTest without) {
    FamilyDecisions decisions = without.decisions();
    return verdict == Verdict.EQUIVALENT
        ? decisions.equivalences().get(without.place())
        : decisions.differences().get(without.place());
  }

  private static Robustness of(ContrastDetail detail, double floor, List<Change> changes) {
    Shape shape =
        new Shape(detail.differences().stream().mapToDouble(SeedDifference::difference).toArray());
    return new Robustness(
        detail.contrast(),
        detail.objective(),
        detail.result().verdict(),
        changes,
        shape.trimmedMean(),
        detail.result().pValue(),
        shape.skewness(),
        new Farthest(
            detail.differences().get(shape.farthest()).seed(),
            shape.share(),
            shape.deviation() < Symmetry.COARSE * floor ? 1 : shape.pShare()));
  }

  /** Whether a difference or equivalence was found. */
  public boolean isFound() {
    return verdict != Verdict.INCONCLUSIVE && verdict != Verdict.NO_VERDICT;
  }
}
