package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.model.SweepHeader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Tests that may be repeated after every block of seeds, so that seeds may be added until all is
 * settled: a group-sequential rule of constant nominal level (Pocock 1977) for t tests.
 *
 * <p>The looks are declared beforehand: at the first number of seeds, and after each further one up
 * to the cap. A contrast's p is the smallest so far, replaced by the chance that the smallest of
 * all planned looks is as small ({@link RepeatedTests}): a p that holds whenever one stops.
 * Differences are adjusted by Holm over the contrasts, equivalences likewise and apart (Holm's
 * steps may be taken at different looks: Ye, Li, Liu and Yao 2013), so the chance of any false
 * better or worse is at most 5 %, and so is that of any false equivalence: if the difference is the
 * margin or more, one of its two one-sided tests errs at some look with a chance of at most its
 * overall level. What is settled stays so.
 *
 * <p>The price of looking often: a first look at 5 seeds and a cap of 20 leave each look a nominal
 * level of 0.01 in place of 0.05.
 */
public final class SequentialRule {
  private final RepeatedTests tests;
  private final Map<Double, Double> nominal = new ConcurrentHashMap<>(); // each takes a while

  /**
   * Looks at {@code first} complete seeds, and after every further one up to {@code cap}.
   *
   * @throws IllegalArgumentException unless 3 ≤ first ≤ cap
   */
  public SequentialRule(int first, int cap) {
    this.tests = new RepeatedTests(first, cap);
  }

  /** The rule of a sweep whose seeds are added by one. */
  public static Optional<SequentialRule> of(SweepHeader header) {
    return header.rule().map(rule -> new SequentialRule(rule.first(), rule.cap()));
  }

  /** What all looks together decide of a family of contrasts. */
  public FamilyDecisions decisions(List<PairedSample> samples, OptionalDouble margin) {
    return decisions(samples.stream().map(s -> sequence(s, margin)).toList());
  }

  /** What the best looks at a family of contrasts decide of it. */
  public static FamilyDecisions decisions(List<Sequence> sequences) {
    return FamilyDecisions.of(
        sequences.stream().map(Sequence::pDifference).toList(),
        sequences.stream().map(Sequence::pEquivalence).toList());
  }

  /** The confidence at every look that makes {@code 1 - alpha} of all looks at once. */
  public double confidence(double alpha) {
    return 1 - nominal.computeIfAbsent(alpha, tests::nominal);
  }

  /** How many seeds the first look takes. */
  public int first() {
    return tests.first();
  }

  /** The best look at a contrast, with p values of all looks together. */
  public Sequence sequence(PairedSample sample, OptionalDouble margin) {
    Sequence best = Sequence.of(sample.differences(), tests.first(), tests.last(), margin);
    return new Sequence(
        overall(best.pDifference(), tests::overall),
        best.mean(),
        overall(best.pEquivalence(), tests::overallOneSided));
  }

  private static double overall(double p, DoubleUnaryOperator overall) {
    return Double.isNaN(p) ? p : overall.applyAsDouble(p);
  }
}
