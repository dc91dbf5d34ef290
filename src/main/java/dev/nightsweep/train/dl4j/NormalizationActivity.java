package dev.nightsweep.train.dl4j;

import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how much LRN does: the ratio of its output to its input, s^-beta with s = k + alpha·Σx²,
 * which exists where the input is 0 too. A ratio that hardly varies makes LRN a constant factor.
 */
final class NormalizationActivity {
  /** The one exponent that square roots can do. */
  private static final double PAPER_BETA = 0.75;

  private final PlannedResponseNormalization layer;
  private final int reach;
  private long count;
  private double mean;
  private double squares;

  private NormalizationActivity(PlannedResponseNormalization layer) {
    this.layer = layer;
    this.reach = layer.n() / 2;
  }

  /**
   * {@code lrnN_ratio_mean} and {@code lrnN_ratio_sd} of every LRN layer, over all channels,
   * positions and images; empty without LRN.
   *
   * @param batches of images, seen in evaluation mode
   */
  static Map<String, Double> of(NetInTraining net, List<ImageBatch> batches) {
    List<PlannedResponseNormalization> layers =
        net.plan().all(PlannedResponseNormalization.class).toList();
    List<NormalizationActivity> activities =
        layers.stream().map(NormalizationActivity::new).toList();
    List<String> names = layers.stream().map(PlannedLayer::name).toList();
    for (ImageBatch images : batches) {
      Map<String, float[]> inputs = net.inputs(images, names);
      activities.forEach(activity -> activity.addAll(inputs.get(activity.layer.name())));
    }
    Map<String, Double> readings = new TreeMap<>();
    activities.forEach(activity -> activity.addTo(readings));
    return readings;
  }

  private void addTo(Map<String, Double> readings) {
    readings.put(ClassifierMetrics.ratioMean(layer.name()), mean);
    readings.put(ClassifierMetrics.ratioDeviation(layer.name()), Math.sqrt(squares / count));
  }

  private void addAll(float[] inputs) {
    int plane = layer.output().height() * layer.output().width();
    int size = layer.output().channels() * plane;
    for (int start = 0; start < inputs.length; start += size) {
      float[] x = Arrays.copyOfRange(inputs, start, start + size);
      for (int c = 0; c < layer.output().channels(); c++) {
        for (int p = 0; p < plane; p++) {
          add(ratio(layer.k() + layer.alpha() * sumOfSquares(x, c, p, plane)));
        }
      }
    }
  }

  /** s^-beta; by square roots at the paper's beta, which are as strict and many times faster. */
  private double ratio(double s) {
    if (layer.beta() == PAPER_BETA) {
      double root = Math.sqrt(s);
      return 1 / (root * Math.sqrt(root));
    }
    return StrictMath.pow(s, -layer.beta());
  }

  /** Σx² over the window of channel {@code c} at position {@code p}. */
  private double sumOfSquares(float[] x, int c, int p, int plane) {
    double sum = 0;
    int end = Math.min(x.length, (c + reach + 1) * plane);
    for (int i = Math.max(0, c - reach) * plane + p; i < end; i += plane) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  /**
   * Mean and population deviation, updated by Welford's rule: the spread may be 1e-5 of the mean.
   */
  private void add(double ratio) {
    count++;
    double delta = ratio - mean;
    mean += delta / count;
    squares += delta * (ratio - mean);
  }
}
