package dev.nightsweep.analysis.paired;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test that each of two sides is as likely: the sign test, which McNemar's (1947) is too.
 *
 * <p>A binomial distribution at one half is symmetric, so the two-sided p is twice the smaller
 * tail. Adding up every outcome that is no likelier comes to the same only if outcomes as likely as
 * the one seen are recognized as such, which rounded probabilities are not.
 */
public final class SignTest {
  private SignTest() {}

  /**
   * Two-sided; the same for {@code hits} as for {@code trials - hits}.
   *
   * @param hits how many of the trials went to one side
   * @return 1 without a trial
   */
  public static double pValue(int trials, int hits) {
    int fewer = Math.min(hits, trials - hits);
    return Math.min(1, 2 * BinomialDistribution.of(trials, 0.5).cumulativeProbability(fewer));
  }
}
