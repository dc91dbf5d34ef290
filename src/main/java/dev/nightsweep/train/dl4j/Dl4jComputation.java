package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's own arithmetic: on a graphics card, and in tests that hold ours against it.
 *
 * @param penalized whether DL4J adds a penalty on weights to the loss
 */
record Dl4jComputation(ComputationGraph net, boolean penalized) implements Computation {

  @Override
  public double step(ImageBatch batch) {
    double penalty = penalized ? net.calcRegularizationScore(true) : 0;
    try (INDArray features = features(batch);
        INDArray labels = labels(batch)) {
      net.fit(new INDArray[] {features}, new INDArray[] {labels});
    }
    return net.score() - penalty;
  }

  @Override
  public float[] probabilities(ImageBatch batch) {
    try (INDArray features = features(batch);
        INDArray output = net.outputSingle(false, features);
        INDArray rows = output.dup('c')) {
      return rows.data().asFloat();
    }
  }

  @Override
  public Map<String, float[]> inputs(ImageBatch batch, List<String> layers) {
    Map<String, float[]> inputs = new TreeMap<>();
    try (INDArray features = features(batch)) {
      Map<String, INDArray> activations = net.feedForward(features, false);
      for (String layer : layers) {
        String before = net.getConfiguration().getVertexInputs().get(layer).get(0);
        try (INDArray planes = activations.get(before).dup('c')) {
          inputs.put(layer, planes.data().asFloat());
        }
      }
      activations.values().stream()
          .filter(array -> array != features && array.closeable())
          .forEach(INDArray::close);
    }
    return inputs;
  }

  /** Shape [images, channels, height, width]. */
  INDArray features(ImageBatch batch) {
    DataShape shape = batch.shape();
    long[] size = {batch.images(), shape.channels(), shape.height(), shape.width()};
    return Nd4j.create(batch.pixels(), size, 'c').castTo(type());
  }

  /** One-hot, shape [images, classes]. */
  INDArray labels(ImageBatch batch) {
    INDArray labels = Nd4j.zeros(type(), batch.images(), batch.shape().classes());
    for (int i = 0; i < batch.images(); i++) {
      labels.putScalar(i, batch.labels()[i], 1);
    }
    return labels;
  }

  private DataType type() {
    return net.params().dataType();
  }

  @Override
  public void close() {
    // The net is its owner's.
  }
}
