package dev.nightsweep.train.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images for one step, outside the Java heap until closed.
 *
 * @param features shape [images, channels, height, width]
 * @param labels one-hot, shape [images, classes]
 */
record ImageBatch(INDArray features, INDArray labels) implements AutoCloseable {
  @Override
  public void close() {
    features.close();
    labels.close();
  }
}
