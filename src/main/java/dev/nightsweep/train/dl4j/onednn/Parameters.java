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
  /** Refuses arrays of other lengths, beyond whose ends oneDNN would read and write. */
  void require(long weightCount, long biasCount) {
    require("weights", weights, weightCount);
    if (biases != null) {
      require("biases", biases, biasCount);
    }
  }

  /** Refuses an array of another length. */
  static void require(String what, FloatPointer numbers, long count) {
    if (numbers.capacity() != count) {
      throw new IllegalArgumentException(
          "A layer needs %d %s, and there are %d.".formatted(count, what, numbers.capacity()));
    }
  }

  /** Hands them to a learner. */
  void learn(Learner learner, Parameters gradients) {
    learner.learn(weights, gradients.weights, true);
    if (biases != null) {
      learner.learn(biases, gradients.biases, false);
    }
  }
}
