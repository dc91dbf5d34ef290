package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

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
public final class SequentialRule implements StopRule {
  /** Levels are known to a millionth. */
  private static final double NEARLY = 1.00001;

  private final RepeatedTests tests;
  private final boolean inShort;
  private final Map<Double, Double> nominal; // each takes a while
  private final NavigableMap<Double, Double> twoSided;
  private final NavigableMap<Double, Double> oneSided;

  /**
   * Looks at {@code first} complete seeds, and after every further one up to {@code cap}.
   *
   * @throws IllegalArgumentException unless 3 ≤ first ≤ cap
   */
  public SequentialRule(int first, int cap) {
    this.tests = new RepeatedTests(first, cap);
    this.inShort = false;
    this.nominal = new ConcurrentHashMap<>();
    this.twoSided = new ConcurrentSkipListMap<>();
    this.oneSided = new ConcurrentSkipListMap<>();
  }

  private SequentialRule(SequentialRule told) {
    this.tests = told.tests;
    this.inShort = true;
    this.nominal = told.nominal;
    this.twoSided = told.twoSided;
    this.oneSided = told.oneSided;
  }

  @Override
  public List<Integer> looks(int seeds) {
    return seeds <= tests.first()
        ? List.of(seeds)
        : IntStream.rangeClosed(tests.first(), seeds).boxed().toList();
  }

  @Override
  public FamilyDecisions decisions(List<PairedSample> samples, List<OptionalDouble> margins) {
    List<Sequence> looks =
        IntStream.range(0, samples.size())
            .mapToObj(i -> sequence(samples.get(i), margins.get(i)))
            .toList();
    return FamilyDecisions.of(
        overall(looks.stream().map(Sequence::pDifference).toList(), 2),
        overall(looks.stream().map(Sequence::pEquivalence).toList(), 1),
        looks.stream().map(Sequence::differing).toList(),
        looks.stream().map(Sequence::equivalent).toList());
  }

  private Sequence sequence(PairedSample sample, OptionalDouble margin) {
    return Sequence.of(sample, tests.first(), tests.last(), margin);
  }

  @Override
  public StopRule inShort() {
    return new SequentialRule(this);
  }

  /** A repeated interval (Jennison and Turnbull 1989). */
  @Override
  public Interval interval(PairedSample sample, double alpha) {
    return sample.n() < tests.first()
        ? Interval.UNKNOWN
        : sample.interval(1 - nominal.computeIfAbsent(alpha, tests::nominal));
  }

  /**
   * Median-unbiased. Looks are taken to find what Holm's first step finds: a difference at the
   * nominal level of α shared by the family, equivalence at that of two tests, as if no course
   * could pass both.
   */
  @Override
  public double estimate(PairedSample sample, OptionalDouble margin, int family) {
    if (inShort) {
      return sample.mean();
    }
    double alpha = Thresholds.ALPHA / family;
    double difference = nominal.computeIfAbsent(alpha, tests::nominal) / 2;
    double equivalence =
        margin.isEmpty() ? 0.5 : nominal.computeIfAbsent(2 * alpha, tests::nominal) / 2;
    return StagewiseEstimate.estimateOrMean(
        sample,
        new LookBounds(
            tests.first(),
            n -> TDistribution.of(n - 1.0).inverseSurvivalProbability(difference),
            n -> TDistribution.of(n - 1.0).inverseSurvivalProbability(equivalence),
            margin));
  }

  @Override
  public double level(int n, double alpha) {
    return nominal.computeIfAbsent(alpha, tests::nominal);
  }

  /** By Bonferroni's inequality, over all the looks that there may be. */
  @Override
  public double pFailures(List<Integer> excesses) {
    return overLooks(FailureTest.paired(excesses));
  }

  @Override
  public boolean isRepeated() {
    return true;
  }

  private double overLooks(double p) {
    return Math.min(1, p * (tests.last() - tests.first() + 1));
  }

  /**
   * @param sides of the test whose p values these are
   */
  private List<Double> overall(List<Double> smallest, int sides) {
    return smallest.stream()
        .map(
            p ->
                isTold(p, smallest.size(), sides)
                    ? overall(p, smallest.size(), sides)
                    : overLooks(p))
        .toList();
  }

  private double overall(double p, int family, int sides) {
    NavigableMap<Double, Double> known = sides == 2 ? twoSided : oneSided;
    return (inShort ? between(p, family, known) : Optional.<Double>empty())
        .orElseGet(
            () -> known.computeIfAbsent(p, sides == 2 ? tests::overall : tests::overallOneSided));
  }

  /**
   * Whether the exact p is wanted. In short it is not where it decides nothing: the sum of the
   * chances that each look errs is a bound, and one side errs half as often as both at the least.
   */
  private boolean isTold(double p, int family, int sides) {
    if (Double.isNaN(p) || !inShort) {
      return !Double.isNaN(p);
    }
    boolean mayBeFound = p <= Thresholds.ALPHA && 2 * p <= sides * NEARLY * level(2.0 / sides);
    return mayBeFound && overLooks(p) * family > Thresholds.ALPHA;
  }

  /** The nominal two-sided level that is, over all looks, so many times α. */
  private double level(double times) {
    return nominal.computeIfAbsent(times * Thresholds.ALPHA, tests::nominal);
  }

  /** What is known of the next larger p, if that of the next smaller one decides the same. */
  private static Optional<Double> between(
      double p, int family, NavigableMap<Double, Double> known) {
    Map.Entry<Double, Double> below = known.floorEntry(p);
    Map.Entry<Double, Double> above = known.ceilingEntry(p);
    return below != null
            && above != null
            && steps(below.getValue(), family) == steps(above.getValue(), family)
        ? Optional.of(above.getValue())
        : Optional.empty();
  }

  /** At how many of Holm's steps it is found, the least strict one first. */
  private static int steps(double overall, int family) {
    return (int) Math.min(family, Thresholds.ALPHA / overall);
  }
}
