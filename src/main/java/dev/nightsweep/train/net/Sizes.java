package dev.nightsweep.train.net;

/** Sizes of nets that may be too large to be. */
final class Sizes {
  /** So large that sums of as many as a net may have layers still fit. */
  private static final long TOO_LARGE = Long.MAX_VALUE / 100_000;

  private Sizes() {}

  /** The product, or a number that no net can have. */
  static long product(long... factors) {
    long product = 1;
    for (long factor : factors) {
      if (factor != 0 && product > TOO_LARGE / factor) {
        return TOO_LARGE;
      }
      product *= factor;
    }
    return product;
  }
}
