package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.dnnl.memory;

/** The layers of a network so far, and what they put out. */
final class LayerChain {
  private final OneDnn library;
  private final int images;
  private final boolean learns;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<LayerKernel> kernels = new ArrayList<>();

  LayerChain(OneDnn library, int images, MapShape input, boolean learns) {
    this.library = library;
    this.images = images;
    this.learns = learns;
    tensors.add(new Tensor(input, allocate(input), null));
  }

  /** In the order in which they compute. */
  List<LayerKernel> kernels() {
    return List.copyOf(kernels);
  }

  /** The input and all outputs. */
  List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  /** The current output. */
  Tensor last() {
    return tensors.get(tensors.size() - 1);
  }

  int place() {
    return tensors.size() - 1;
  }

  /** Goes on from an output that is there already. */
  void goOn(Tensor output) {
    tensors.add(output);
  }

  void add(LayerKernel kernel) {
    kernels.add(kernel);
  }

  /** Adds a layer that learns nothing and keeps its input's shape. */
  void add(String what, Function<Tensor, LayerKernel> kernel) {
    add(what, last().shape(), false, kernel);
  }

  /** Adds a layer. */
  void add(
      String what, MapShape shape, boolean hasParameters, Function<Tensor, LayerKernel> kernel) {
    Tensor input = last();
    try {
      boolean flowsBack = learns && (hasParameters || input.gradient() != null);
      Tensor output = new Tensor(shape, allocate(shape), flowsBack ? allocate(shape) : null);
      kernels.add(kernel.apply(output));
      tensors.add(output);
    } catch (RuntimeException refusal) {
      throw new UnsupportedOperationException(
          "oneDNN cannot compute %s of %s: %s"
              .formatted(what, input.shape().text(), refusal.getMessage()),
          refusal);
    }
  }

  /** New memory for maps of that shape. */
  memory allocate(MapShape shape) {
    return library.allocate(OneDnn.images(images, shape));
  }
}
