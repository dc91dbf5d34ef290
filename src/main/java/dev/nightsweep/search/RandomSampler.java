package dev.nightsweep.search;

import java.util.List;

/**
 * Independent points. Every number depends on seed, place in the sequence and parameter alone: a
 * further parameter, or a further point, changes no other.
 */
public final class RandomSampler implements PointSampler {
  private static final int HEX_DIGITS = 13; // 52 bits, as many as fit a fraction
  private static final double ULP = 0x1p-52;

  private final long seed;
  private final List<String> parameters;
  private long drawn;

  public RandomSampler(long seed, List<String> parameters) {
    this.seed = seed;
    this.parameters = List.copyOf(parameters);
  }

  @Override
  public double[] next() {
    String place = Long.toString(drawn++);
    return parameters.stream().mapToDouble(name -> number(seed, "draw", place, name)).toArray();
  }

  /** A number in [0, 1) that its key decides. */
  public static double number(long seed, String... key) {
    return bits(seed, key) * ULP;
  }

  /** 52 bits that their key decides. */
  static long bits(long seed, String... key) {
    String hash = Hash.of(Long.toString(seed), String.join("\n", key));
    return Long.parseLong(hash.substring(0, HEX_DIGITS), 16);
  }
}
