package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;
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
  /** What the names of the two readings of a layer end in. */
  static final String MEAN = "_ratio_mean";

  static final String SD = "_ratio_sd";

  private final AlexNetPlan plan;
  private final double k;
  private final int reach;
  private final double alpha;
  private final double beta;

  NormalizationActivity(Settings settings) {
    plan = AlexNetPlan.of(settings);
    k = settings.real("lrn.k");
    reach = settings.whole("lrn.n") / 2;
    alpha = settings.real("lrn.alpha");
    beta = settings.real("lrn.beta");
  }

  /**
   * {@code lrnN_ratio_mean} and {@code lrnN_ratio_sd} of every LRN layer, over all channels,
   * positions and images; empty without LRN.
   *
   * @param images shape [images, 1, 28, 28], seen in evaluation mode
   */
  Map<String, Double> of(MultiLayerNetwork net, INDArray images) {
    Map<String, Double> readings = new TreeMap<>();
    List<LayerPlan.Normalization> layers =
        plan.layers().stream()
            .filter(LayerPlan.Normalization.class::isInstance)
            .map(LayerPlan.Normalization.class::cast)
            .toList();
    if (!layers.isEmpty()) {
      int last = index(net, layers.get(layers.size() - 1));
      // The first activation is the images themselves, so a layer's input stands at its index.
      List<INDArray> activations = net.feedForwardToLayer(last - 1, images, false);
      for (LayerPlan.Normalization layer : layers) {
        Ratios ratios = ratios(activations.get(index(net, layer)));
        readings.put(layer.name() + MEAN, ratios.mean());
        readings.put(layer.name() + SD, ratios.sd());
      }
      activations.stream().skip(1).forEach(INDArray::close);
    }
    return readings;
  }

  private static int index(MultiLayerNetwork net, LayerPlan layer) {
    return net.getLayer(layer.name()).getIndex();
  }

  private Ratios ratios(INDArray input) {
    int channels = Math.toIntExact(input.size(1));
    int plane = Math.toIntExact(input.size(2) * input.size(3));
    Ratios ratios = new Ratios();
    for (long image = 0; image < input.size(0); image++) {
      try (INDArray maps = input.slice(image).dup('c')) {
        float[] x = maps.data().asFloat();
        for (int c = 0; c < channels; c++) {
          for (int p = 0; p < plane; p++) {
            ratios.add(ratio(k + alpha * squares(x, c, p, plane)));
          }
        }
      }
    }
    return ratios;
  }

  /** s^-beta; by square roots at the paper's beta, which are as strict and many times faster. */
  private double ratio(double s) {
    if (beta == Paper.LRN_BETA) {
      double root = Math.sqrt(s);
      return 1 / (root * Math.sqrt(root));
    }
    return StrictMath.pow(s, -beta);
  }

  /** Σx² over the window of channel {@code c} at position {@code p}. */
  private double squares(float[] x, int c, int p, int plane) {
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
  private static final class Ratios {
    private long count;
    private double mean;
    private double squares;

    void add(double ratio) {
      count++;
      double delta = ratio - mean;
      mean += delta / count;
      squares += delta * (ratio - mean);
    }

    double mean() {
      return mean;
    }

    double sd() {
      return Math.sqrt(squares / count);
    }
  }
}
