package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Shape;
import dev.nightsweep.analysis.paired.SignFlip;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.analysis.sequential.StopRules;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;

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

  /** By the sweep's own rule. */
  public static List<Robustness> of(Evidence evidence) {
    return of(evidence, StopRules.of(evidence.sweep().header()));
  }

  /** Of every contrast on the objective, then on its test twin; none without a pair. */
  public static List<Robustness> of(Evidence evidence, StopRule rule) {
    StopRule brief = rule.inShort();
    return Endpoint.of(evidence).stream()
        .filter(measure -> !measure.isTime())
        .flatMap(measure -> family(evidence, measure, brief).stream())
        .toList();
  }

  /** On one measure, by a rule in short. */
  static List<Robustness> family(Evidence evidence, Endpoint measure, StopRule rule) {
    ComparisonRuns runs = new ComparisonRuns(evidence);
    List<Contrast> contrasts = evidence.sweep().header().contrasts();
    Verdicts verdicts = Verdicts.of(evidence, rule);
    List<ContrastTest> judged = verdicts.judged(measure, runs);
    List<List<Change>> changes = new ArrayList<>();
    contrasts.forEach(contrast -> changes.add(new ArrayList<>()));
    for (long seed : isLookedFor(runs.seeds().size()) ? runs.seeds() : List.<Long>of()) {
      List<ContrastTest> without = verdicts.judged(measure, runs.without(seed));
      for (int i = 0; i < contrasts.size(); i++) {
        Verdict verdict = verdicts.verdict(without.get(i));
        if (verdict != verdicts.verdict(judged.get(i))) {
          changes
              .get(i)
              .add(new Change(seed, verdict, p(verdicts.verdict(judged.get(i)), without.get(i))));
        }
      }
    }
    List<Robustness> family = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      Pairing pairing =
          rule.isRepeated() ? Pairing.of(runs, contrasts.get(i), measure) : judged.get(i).pairing();
      if (!pairing.differences().isEmpty()) {
        family.add(
            of(
                contrasts.get(i),
                pairing,
                measure,
                verdicts.verdict(judged.get(i)),
                changes.get(i)));
      }
    }
    return List.copyOf(family);
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

  private static Robustness of(
      Contrast contrast, Pairing pairing, Endpoint measure, Verdict verdict, List<Change> changes) {
    List<Double> differences = pairing.sample().differences();
    Shape shape = new Shape(differences.stream().mapToDouble(d -> d).toArray());
    return new Robustness(
        contrast,
        measure.objective(),
        verdict,
        changes,
        shape.trimmedMean(),
        SignFlip.pValue(differences),
        shape.skewness(),
        new Farthest(
            pairing.differences().get(shape.farthest()).seed(),
            shape.share(),
            shape.deviation() < Symmetry.COARSE * pairing.floor() ? 1 : shape.pShare()));
  }

  /** Whether a difference or equivalence was found. */
  public boolean isFound() {
    return verdict != Verdict.INCONCLUSIVE && verdict != Verdict.NO_VERDICT;
  }
}
