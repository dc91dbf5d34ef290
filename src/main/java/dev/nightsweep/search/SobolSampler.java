package dev.nightsweep.search;

import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Sobol's sequence with the direction numbers of Joe and Kuo (2008), which fills the cube evenly;
 * its axes are the parameters in the given order. Every axis is shifted digit by digit (exclusive
 * or with 52 bits that seed and parameter decide), so that each point is uniform and none is at the
 * edge; the even filling stays. The first point is kept: shifted, it is no longer the origin, and
 * without it the first 2^k points would not be balanced (Owen 2020, "On dropping the first Sobol'
 * point").
 */
public final class SobolSampler implements PointSampler {
  /** How many axes there are direction numbers for. */
  public static final int MAX_PARAMETERS = 1000;

  private static final double SCALE = 0x1p52;

  private final SobolSequenceGenerator sequence;
  private final long[] shifts;

  public SobolSampler(long seed, List<String> parameters) {
    this.sequence = new SobolSequenceGenerator(parameters.size());
    this.shifts =
        parameters.stream().mapToLong(name -> RandomSampler.bits(seed, "shift", name)).toArray();
  }

  @Override
  public double[] next() {
    double[] point = sequence.nextVector();
    for (int i = 0; i < point.length; i++) {
      point[i] = ((long) (point[i] * SCALE) ^ shifts[i]) / SCALE;
    }
    return point;
  }
}
