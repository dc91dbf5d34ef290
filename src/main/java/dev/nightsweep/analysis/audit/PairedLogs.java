package dev.nightsweep.analysis.audit;

import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * Whether something is larger on one side of the pairs than on the other, in proportion: the audit
 * asks many such questions of every sweep, so it asks for p at most 0.002 and for a difference that
 * could matter.
 *
 * @param ratio geometric mean of level over baseline
 * @param pT of a paired t test of the logarithms
 */
record PairedLogs(double ratio, double pT) {
  static final double STRICT = 0.002;
  static final int MIN_PAIRS = 5;

  /** From the logarithms of the ratios, one a pair. */
  static PairedLogs of(List<Double> logs) {
    double[] array = logs.stream().mapToDouble(d -> d).toArray();
    double mean = logs.stream().mapToDouble(d -> d).average().orElse(0);
    boolean flat = logs.stream().distinct().count() < 2;
    boolean few = array.length < MIN_PAIRS;
    double p = few ? 1 : flat ? (mean == 0 ? 1 : 0) : TTest.withDefaults().test(array).getPValue();
    return new PairedLogs(Math.exp(mean), p);
  }

  /** Whether the sides clearly differ by more than that ratio. */
  boolean isOff(double tolerated) {
    return pT <= STRICT && Math.abs(Math.log(ratio)) > Math.log(tolerated);
  }
}
