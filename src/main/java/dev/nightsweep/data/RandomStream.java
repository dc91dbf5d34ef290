package dev.nightsweep.data;

/**
 * A stream of random numbers whose every bit is fixed by its key, on every Java version: SplitMix64
 * with a key-dependent odd increment. Written out here, since the library's generators promise
 * neither their draws below a bound nor their Gaussians from one release to the next.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood, Fast splittable
 *     pseudorandom number generators, OOPSLA 2014</a>
 */
public final class RandomStream {
  private static final double ULP = 0x1p-53;

  private final long increment;
  private long state;

  RandomStream(long state, long gamma) {
    this.state = state;
    this.increment = mixGamma(gamma);
  }

  /** 64 random bits. */
  public long nextLong() {
    state += increment;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * ULP;
  }

  /** Uniform in 0…bound-1; the bias, below bound/2⁶⁴, is of no account here. */
  public int nextInt(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  /** Standard normal, by Box and Muller's method (the cosine half), exact on every machine. */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** Shuffles in place (Fisher and Yates). */
  public void shuffle(int[] items) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = items[i];
      items[i] = items[j];
      items[j] = swapped;
    }
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  /** An odd increment with enough bit changes, as in the paper. */
  private static long mixGamma(long z) {
    long a = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
    long odd = (b ^ (b >>> 33)) | 1L;
    return Long.bitCount(odd ^ (odd >>> 1)) < 24 ? odd ^ 0xaaaaaaaaaaaaaaaaL : odd;
  }
}
