package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests that hold at any look: seeds may be added and looked at without a plan and without end.
 *
 * <p>A contrast's p is the chance that its likelihood ratio ({@link EffectMixture}) ever becomes as
 * large as the largest so far: a p that holds whenever one stops and for whatever reason. The two
 * one-sided tests of equivalence are made likewise of readings moved by the margin; if the
 * difference is the margin or more, one of the two errs at some look with a chance of at most its
 * p. Differences are adjusted by Holm over the contrasts, equivalences likewise and apart: Holm
 * asks nothing of how p values depend on each other, and these only become smaller, so the chance
 * of any false better or worse at any look is at most 5 %, and so is that of any false equivalence.
 * (The ratios of several contrasts cannot be averaged, which would be sharper: each is a martingale
 * in what its own contrast shows and not in what all show together; Choe and Ramdas 2024.)
 */
public final class AnytimeRule implements StopRule {
  private final boolean inShort;

  public AnytimeRule() {
    this(false);
  }

  private AnytimeRule(boolean inShort) {
    this.inShort = inShort;
  }

  @Override
  public List<Integer> looks(int seeds) {
    int first = EffectMixture.MIN_READINGS;
    return seeds <= first ? List.of(seeds) : IntStream.rangeClosed(first, seeds).boxed().toList();
  }

  @Override
  public FamilyDecisions decisions(List<PairedSample> samples, List<OptionalDouble> margins) {
    List<AnytimeLooks> looks =
        IntStream.range(0, samples.size())
            .mapToObj(i -> AnytimeLooks.of(samples.get(i), margins.get(i)))
            .toList();
    return FamilyDecisions.of(
        looks.stream().map(AnytimeLooks::pDifference).toList(),
        looks.stream().map(AnytimeLooks::pEquivalence).toList(),
        looks.stream().map(AnytimeLooks::differing).toList(),
        looks.stream().map(AnytimeLooks::equivalent).toList());
  }

  @Override
  public StopRule inShort() {
    return new AnytimeRule(true);
  }

  /** One of a confidence sequence; unknown where so few seeds exclude nothing. */
  @Override
  public Interval interval(PairedSample sample, double alpha) {
    int n = sample.n();
    double t = n < EffectMixture.MIN_READINGS ? Double.NaN : EffectMixture.criticalT(n, alpha);
    double half = t * sample.spread() / Math.sqrt(n);
    return Double.isFinite(half)
        ? new Interval(sample.mean() - half, sample.mean() + half)
        : Interval.UNKNOWN;
  }

  /** Median-unbiased but for looks that find equivalence, which are not allowed for. */
  @Override
  public double estimate(PairedSample sample, OptionalDouble margin, int family) {
    if (inShort) {
      return sample.mean();
    }
    double alpha = Thresholds.ALPHA / family;
    return StagewiseEstimate.estimateOrMean(
        sample,
        new LookBounds(
            EffectMixture.MIN_READINGS,
            n -> EffectMixture.criticalT(n, alpha),
            n -> Double.POSITIVE_INFINITY,
            margin));
  }

  @Override
  public double level(int n, double alpha) {
    return 2 * TDistribution.of(n - 1.0).survivalProbability(EffectMixture.criticalT(n, alpha));
  }

  @Override
  public double pFailures(List<Integer> excesses) {
    return FailureMixture.pValue(excesses);
  }

  @Override
  public boolean isRepeated() {
    return true;
  }
}
