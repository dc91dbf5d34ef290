package dev.nightsweep.analysis.sequential;

import java.util.List;

/**
 * Whether runs fail more often on one side of a comparison, looked at after every seed.
 *
 * <p>Among the seeds whose sides differ, each side is as likely to be the worse one if they fail
 * alike. The ratio holds this against a chance that is drawn from Jeffreys' Beta(1/2, 1/2), in the
 * sequential form of Krichevsky and Trofimov (1981): a martingale if they fail alike, so one over
 * its largest value so far is a p that holds at any look (Ville 1939). Seven seeds that all speak
 * against the same side are enough for 0.05.
 */
final class FailureMixture {
  private FailureMixture() {}

  /**
   * The p of all looks so far; 1 if no seed differs.
   *
   * @param excesses for every seed in planned order, failures at the level minus failures at the
   *     baseline
   */
  static double pValue(List<Integer> excesses) {
    double ratio = 1;
    double largest = 1;
    int above = 0;
    int below = 0;
    for (int excess : excesses) {
      if (excess != 0) {
        ratio *= 2 * ((excess > 0 ? above : below) + 0.5) / (above + below + 1);
        largest = Math.max(largest, ratio);
        above += excess > 0 ? 1 : 0;
        below += excess < 0 ? 1 : 0;
      }
    }
    return 1 / largest;
  }
}
