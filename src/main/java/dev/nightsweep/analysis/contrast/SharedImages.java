package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet.Images;
import java.util.List;
import java.util.function.Function;

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
   * @param crossing gives the variance of pairs of nets
   */
  static SharedImages of(
      List<List<NetPair>> pairs,
      List<Double> differences,
      int cells,
      Function<List<List<NetPair>>, CrossedVariance> crossing) {
    if (pairs.size() < 2
        || pairs.stream().anyMatch(seed -> seed.isEmpty() || seed.size() != pairs.get(0).size())) {
      return NONE;
    }
    Images images = pairs.get(0).get(0).level().images();
    if (!pairs.stream().flatMap(List::stream).allMatch(pair -> pair.isOf(images))) {
      return NONE;
    }
    int size = images.truth().size();
    double scale = (double) pairs.get(0).size() / cells;
    CrossedVariance variance = crossing.apply(pairs);
    for (int i = 0; i < differences.size(); i++) {
      if (Math.abs(scale * variance.ofSeeds().get(i) - differences.get(i)) > 0.5 / size) {
        return NONE;
      }
    }
    return new SharedImages(size, scale * scale * variance.shared());
  }
}
