package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/** What is done to parameters as soon as their gradient is known. */
public interface Learner {
  /**
   * Changes some of a layer's parameters.
   *
   * @param gradient of the batch's mean loss; valid during this call alone, and may be overwritten
   * @param decays whether weight decay applies: to weights, but neither to biases nor to the scales
   *     and shifts of a batch normalization
   */
  void learn(FloatPointer parameters, FloatPointer gradient, boolean decays);
}
