package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/** Hands everything on, and keeps the gradient that comes by. */
final class InputProbe implements OutsideLayer {
  private final float[] gradient;

  InputProbe(int count) {
    this.gradient = new float[count];
  }

  float[] gradient() {
    return gradient.clone();
  }

  @Override
  public void forward(FloatPointer input, FloatPointer output) {
    float[] numbers = new float[gradient.length];
    input.get(numbers);
    output.put(numbers);
  }

  @Override
  public void backward(FloatPointer outputGradient, FloatPointer inputGradient) {
    outputGradient.get(gradient);
    inputGradient.put(gradient);
  }
}
