package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a mean over seeds and test images varies, with seeds and images as crossed random effects: d
 * = mean + seed + image + residual. The variance of the mean of n seeds and N images is MS_seed /
 * nN for new seeds, MS_image / nN for new images, and (MS_seed + MS_image - MS_residual) / nN for
 * both (Cornfield and Tukey 1956; Brennan, Generalizability Theory, 2001), at least the larger of
 * the two.
 *
 * @param ofSeeds the mean of every seed
 * @param seeds for new seeds; NaN from one
 * @param images for new images
 * @param both for new seeds and new images; NaN from one seed
 */
record CrossedVariance(
    double mean, List<Double> ofSeeds, double seeds, double images, double both) {
  CrossedVariance {
    ofSeeds = List.copyOf(ofSeeds);
  }

  /** Of nets that were all tested on images of these classes, seed by seed. */
  static CrossedVariance of(ClassLabels truth, List<List<Predictions>> seeds) {
    return of(
        seeds.stream()
            .map(pairs -> Predictions.differences(truth, pairs))
            .toArray(double[][]::new));
  }

  /**
   * @param differences seed by seed, of every image
   */
  static CrossedVariance of(double[][] differences) {
    int n = differences.length;
    int size = differences[0].length;
    double[] ofSeeds = Arrays.stream(differences).mapToDouble(CrossedVariance::mean).toArray();
    double[] ofImages = ofImages(differences);
    double mean = mean(ofSeeds);
    double squaresOfSeeds = squares(ofSeeds, mean);
    double squaresOfImages = squares(ofImages, mean);
    double seeds = squaresOfSeeds / (n - 1) / n;
    double images = squaresOfImages / (size - 1) / size;
    double all = Arrays.stream(differences).mapToDouble(seed -> squares(seed, mean)).sum();
    double rest = Math.max(0, all - size * squaresOfSeeds - n * squaresOfImages);
    double residual = rest / (n - 1) / (size - 1) / n / size;
    return new CrossedVariance(
        mean,
        Arrays.stream(ofSeeds).boxed().toList(),
        seeds,
        images,
        Math.max(Math.max(seeds, images), seeds + images - residual));
  }

  /** What all seeds have in common: it does not shrink with their number. */
  double shared() {
    return both - seeds;
  }

  private static double[] ofImages(double[][] differences) {
    return IntStream.range(0, differences[0].length)
        .mapToDouble(i -> Arrays.stream(differences).mapToDouble(seed -> seed[i]).sum())
        .map(sum -> sum / differences.length)
        .toArray();
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double squares(double[] numbers, double mean) {
    return Arrays.stream(numbers).map(m -> (m - mean) * (m - mean)).sum();
  }
}
