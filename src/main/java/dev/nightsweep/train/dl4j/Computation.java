package dev.nightsweep.train.dl4j;

import java.util.List;
import java.util.Map;

/** What computes a net and changes its parameters, which lie in DL4J's. Not thread-safe. */
interface Computation extends AutoCloseable {
  /**
   * Takes one step on a batch.
   *
   * @return the batch's mean data loss before the step, without any penalty on weights
   */
  double step(ImageBatch batch);

  /** Class probabilities, image by image. */
  float[] probabilities(ImageBatch batch);

  /**
   * What goes into each of those layers when the net is evaluated: image after image, each as
   * planes [channels, height, width].
   */
  Map<String, float[]> inputs(ImageBatch batch, List<String> layers);

  @Override
  void close();
}
