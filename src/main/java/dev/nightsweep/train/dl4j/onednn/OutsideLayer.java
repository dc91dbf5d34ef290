package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/** A layer without parameters that another library computes, on images of planes [channels, …]. */
public interface OutsideLayer {
  /** Fills the output from the input. */
  void forward(FloatPointer input, FloatPointer output);

  /** Fills the input's gradient from the output's, after {@link #forward}. */
  void backward(FloatPointer outputGradient, FloatPointer inputGradient);
}
