package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/** Memory for the gradient of any one layer's parameters: the layers use it one after the other. */
record GradientRoom(FloatPointer numbers) {

  /** A part of it. */
  FloatPointer part(long start, long count) {
    if (start + count > numbers.capacity()) {
      throw new IllegalArgumentException(
          "A layer's gradient needs room for %d numbers, and there are %d."
              .formatted(start + count, numbers.capacity()));
    }
    return numbers.getPointer(start).capacity(count);
  }

  /** The gradients of parameters, weights first. */
  Parameters of(Parameters parameters) {
    long weights = parameters.weights().capacity();
    FloatPointer biases = parameters.biases();
    return new Parameters(
        part(0, weights), biases == null ? null : part(weights, biases.capacity()));
  }
}
