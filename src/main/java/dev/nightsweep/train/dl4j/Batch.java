package dev.nightsweep.train.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images for one step, outside the Java heap until closed.
 *
 * @param features shape [images, 1, 28, 28]
 * @param labels one-hot, shape [images, 10]
 */
record Batch(INDArray features, INDArray labels) implements AutoCloseable {
  @Override
  public void close() {
    features.close();
    labels.close();
  }
}
