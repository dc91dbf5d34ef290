package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.WeightedLayer;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws a net's first weights, every layer's from a stream of its own name, so that two nets of one
 * seed agree in every layer whose shape they share. DL4J itself starts a batch normalization with
 * scale 1 and shift 0, running mean 0 and variance 1.
 */
record InitialWeights(RandomStreams streams) {

  void fill(ComputationGraph net, PlannedNet plan) {
    plan.all(WeightedLayer.class)
        .forEach(layer -> fill(net.getLayer(layer.name()).paramTable(), layer));
  }

  private void fill(Map<String, INDArray> parameters, WeightedLayer layer) {
    INDArray weights = parameters.get("W");
    RandomStream random = streams.stream("weights " + layer.name());
    double deviation = layer.deviation();
    double[] drawn = new double[Math.toIntExact(weights.length())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = deviation * random.nextGaussian();
    }
    try (INDArray values = Nd4j.create(drawn, weights.shape(), 'c')) {
      weights.assign(values);
    }
    if (layer.weights().bias()) {
      parameters.get("b").assign(layer.weights().biasStart());
    }
  }
}
