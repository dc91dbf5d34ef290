package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/** Layers that are a function of every number alone. */
final class Elementwise {
  private Elementwise() {}

  static LayerKernel activation(
      OneDnn library, Tensor input, Tensor output, Activation activation) {
    return new Calls(
        library.elementwise(
            activation.forward, activation.alpha, 0, input.values(), output.values()),
        input.gradient() == null ? null : library.backward(activation, output, input.gradient()));
  }

  static LayerKernel scaling(OneDnn library, Tensor input, Tensor output, double factor) {
    return new Calls(
        times(library, factor, input.values(), output.values()),
        input.gradient() == null
            ? null
            : times(library, factor, output.gradient(), input.gradient()));
  }

  private static Call times(OneDnn library, double factor, memory from, memory to) {
    return library.elementwise(algorithm.eltwise_linear, (float) factor, 0, from, to);
  }
}
