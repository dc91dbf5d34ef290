package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.train.dl4j.LayerPlan.Weighted;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws a net's first weights, every layer's from a stream of its own name, so that two nets of one
 * seed agree in every layer whose shape they share. Gaussian: {@code he} has variance 2/in (He et
 * al. 2015), {@code xavier} 2/(in+out) (Glorot and Bengio 2010), {@code paper} 0.01² with biases 1
 * in conv2, conv4, conv5 and the hidden fully connected layers (Krizhevsky et al. 2012, §5).
 */
record InitialWeights(String init, RandomStreams streams) {
  private static final double PAPER_SD = 0.01;
  private static final Set<String> PAPER_ONES = Set.of("conv2", "conv4", "conv5", "fc6", "fc7");

  void fill(MultiLayerNetwork net, AlexNetPlan plan) {
    for (LayerPlan layer : plan.layers()) {
      if (layer instanceof Weighted weighted) {
        fill(net.getLayer(layer.name()).paramTable(), weighted);
      }
    }
  }

  private void fill(Map<String, INDArray> parameters, Weighted layer) {
    INDArray weights = parameters.get("W");
    RandomStream random = streams.stream("weights " + layer.name());
    double sd = standardDeviation(layer);
    double[] drawn = new double[Math.toIntExact(weights.length())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sd * random.nextGaussian();
    }
    try (INDArray values = Nd4j.create(drawn, weights.shape(), 'c')) {
      weights.assign(values);
    }
    parameters.get("b").assign(bias(layer));
  }

  private double standardDeviation(Weighted layer) {
    return switch (init) {
      case "xavier" -> Math.sqrt(2.0 / (layer.fanIn() + layer.fanOut()));
      case "paper" -> PAPER_SD;
      default -> Math.sqrt(2.0 / layer.fanIn());
    };
  }

  private double bias(Weighted layer) {
    return init.equals("paper") && PAPER_ONES.contains(layer.name()) ? 1 : 0;
  }
}
