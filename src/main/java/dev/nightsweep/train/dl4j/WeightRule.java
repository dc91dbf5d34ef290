package dev.nightsweep.train.dl4j;

/** How wide the Gaussian is that a layer's first weights are drawn from. */
public enum WeightRule {
  /** Variance 2/in (He et al. 2015). */
  HE,
  /** Variance 2/(in+out) (Glorot and Bengio 2010). */
  XAVIER,
  /** Deviation 0.01 (Krizhevsky et al. 2012, §5). */
  KRIZHEVSKY;

  private static final double KRIZHEVSKYS_DEVIATION = 0.01;

  /** Of the weights of a unit with so many inputs, each of which feeds so many units. */
  double deviation(long fanIn, long fanOut) {
    return switch (this) {
      case HE -> Math.sqrt(2.0 / fanIn);
      case XAVIER -> Math.sqrt(2.0 / (fanIn + fanOut));
      case KRIZHEVSKY -> KRIZHEVSKYS_DEVIATION;
    };
  }
}
