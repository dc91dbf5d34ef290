package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;

/** What oneDNN plans for a convolution; it chooses how weights lie while it computes. */
final class ConvolutionPlans {
  private static final algorithm DIRECT = algorithm.convolution_direct;

  /** Channels of the longest vector. */
  private static final int VECTOR = 16;

  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final SlidingWindow window;
  private final memory.desc anyWeights;
  private final memory.desc biases;

  /**
   * @param biased whether there are biases
   */
  ConvolutionPlans(OneDnn library, Tensor input, Tensor output, Convolution layer, boolean biased) {
    this.library = library;
    this.input = input;
    this.output = output;
    this.window = layer.window();
    this.anyWeights = OneDnn.floats(format_tag.any, layer.weights(input.shape()));
    this.biases = biased ? OneDnn.floats(format_tag.a, layer.filters()) : new memory.desc();
  }

  memory.desc biases() {
    return biases;
  }

  convolution_forward.primitive_desc forward(primitive_attr then) {
    return new convolution_forward.primitive_desc(
        library.cpu,
        prop_kind.forward_training,
        DIRECT,
        input.description(),
        anyWeights,
        biases,
        output.description(),
        window.strides(),
        window.dilations(),
        window.before(input.shape()),
        window.after(input.shape()),
        then,
        false);
  }

  /** Of the input's gradient. */
  convolution_backward_data.primitive_desc inputGradient() {
    return new convolution_backward_data.primitive_desc(
        library.cpu,
        DIRECT,
        input.description(),
        anyWeights,
        output.description(),
        window.strides(),
        window.dilations(),
        window.before(input.shape()),
        window.after(input.shape()),
        forward(new primitive_attr()));
  }

  /** Of the gradients of weights and biases. */
  convolution_backward_weights.primitive_desc parameterGradient() {
    convolution_backward_weights.primitive_desc plan =
        new convolution_backward_weights.primitive_desc(
            library.cpu,
            DIRECT,
            input.description(),
            anyWeights,
            biases,
            output.description(),
            window.strides(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()),
            forward(new primitive_attr()));
    while (overruns(plan.impl_info_str().getString())) {
      if (!plan.next_impl()) {
        throw new IllegalStateException("there is no kernel without a known fault");
      }
    }
    return plan;
  }

  /**
   * With strides, oneDNN 3.11's kernels for 1×1 write past their workspace if there are fewer
   * channels than a vector holds: https://github.com/uxlfoundation/oneDNN/issues/6035
   */
  private boolean overruns(String kernel) {
    return kernel.startsWith("jit_1x1") && window.stride() > 1 && input.shape().channels() < VECTOR;
  }
}
