package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet.Images;
import java.util.Arrays;
import java.util.List;

/**
 * The test images that all differences of a contrast have in common.
 *
 * @param images how many; 0 if that is not known of every difference
 * @param variance that they add to the mean of the differences
 */
record SharedImages(int images, double variance) {
  static final SharedImages NONE = new SharedImages(0, 0);

  /**
   * Of nets that were all tested on the same images, and whose readings are the shares of these
   * that they have right: nothing else is known of what moves other readings.
   *
   * @param pairs seed by seed, of two seeds at the least; none of a seed with a net that is not
   *     known
   * @param differences likewise, each the sum over the seed's pairs divided by {@code cells}
   */
  static SharedImages of(List<List<NetPair>> pairs, List<Double> differences, int cells) {
    List<Images> images =
        pairs.stream().flatMap(List::stream).flatMap(NetPair::images).distinct().limit(2).toList();
    if (pairs.size() < 2
        || pairs.stream().anyMatch(seed -> seed.isEmpty() || seed.size() != pairs.get(0).size())
        || images.size() != 1) {
      return NONE;
    }
    int size = images.get(0).truth().size();
    double scale = (double) pairs.get(0).size() / cells;
    double[][] right =
        ImageStudy.differences(
            images.get(0).truth(),
            pairs.stream().map(seed -> seed.stream().map(NetPair::predictions).toList()).toList());
    for (int i = 0; i < right.length; i++) {
      double mean = scale * Arrays.stream(right[i]).average().orElseThrow();
      if (Math.abs(mean - differences.get(i)) > 0.5 / size) {
        return NONE;
      }
    }
    return new SharedImages(size, scale * scale * CrossedVariance.of(right).shared());
  }
}
