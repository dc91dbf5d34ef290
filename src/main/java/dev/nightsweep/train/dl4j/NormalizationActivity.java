package dev.nightsweep.train.dl4j;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures how much LRN does: the ratio of its output to its input, s^-beta with s = k + alpha·Σx²,
 * which exists where the input is 0 too. A ratio that hardly varies makes LRN a constant factor.
 */
final class NormalizationActivity {
  /** The one exponent that square roots can do. */
  private static final double PAPER_BETA = 0.75;

  private final LayerPlan.Normalization layer;
  private final int reach;
  private long count;
  private double mean;
  private double squares;

  private NormalizationActivity(LayerPlan.Normalization layer) {
    this.layer = layer;
    this.reach = layer.n() / 2;
  }

  /**
   * {@code lrnN_ratio_mean} and {@code lrnN_ratio_sd} of every LRN layer, over all channels,
   * positions and images; empty without LRN.
   *
   * @param images seen in evaluation mode
   */
  static Map<String, Double> of(NetInTraining training, INDArray images) {
    MultiLayerNetwork net = training.net();
    Map<String, Double> readings = new TreeMap<>();
    List<LayerPlan.Normalization> layers =
        training.plan().layers(LayerPlan.Normalization.class).toList();
    if (!layers.isEmpty()) {
      int last = index(net, layers.get(layers.size() - 1));
      // The first activation is the images themselves, so a layer's input stands at its index.
      List<INDArray> activations = net.feedForwardToLayer(last - 1, images, false);
      for (LayerPlan.Normalization layer : layers) {
        NormalizationActivity activity = new NormalizationActivity(layer);
        activity.addAll(activations.get(index(net, layer)));
        readings.put(ClassifierMetrics.ratioMean(layer.name()), activity.mean);
        readings.put(
            ClassifierMetrics.ratioDeviation(layer.name()),
            Math.sqrt(activity.squares / activity.count));
      }
      activations.stream().skip(1).forEach(INDArray::close);
    }
    return readings;
  }

  private static int index(MultiLayerNetwork net, LayerPlan layer) {
    return net.getLayer(layer.name()).getIndex();
  }

  private void addAll(INDArray input) {
    int channels = Math.toIntExact(input.size(1));
    int plane = Math.toIntExact(input.size(2) * input.size(3));
    for (long image = 0; image < input.size(0); image++) {
      try (INDArray maps = input.slice(image).dup('c')) {
        float[] x = maps.data().asFloat();
        for (int c = 0; c < channels; c++) {
          for (int p = 0; p < plane; p++) {
            add(ratio(layer.k() + layer.alpha() * sumOfSquares(x, c, p, plane)));
          }
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
