package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What a layer learns, as it lies in memory that belongs to somebody else.
 *
 * @param weights of a convolution [filters, channels of a group, rows, columns], of a dense layer
 *     [units, inputs], in C order
 * @param biases one for each filter or unit; null for a layer without
 */
public record Parameters(FloatPointer weights, FloatPointer biases) {
  /** Hands them to a learner. */
  void learn(Learner learner, Parameters gradients) {
    learner.learn(weights, gradients.weights, true);
    if (biases != null) {
      learner.learn(biases, gradients.biases, false);
    }
  }
}
