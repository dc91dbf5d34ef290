package dev.nightsweep.train.dl4j.onednn;

import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.PointerScope;

/**
 * A net for batches of one size. The layers' parameters stay where they are given, and may change
 * between two passes. Not thread-safe.
 */
public final class Network implements AutoCloseable {
  private final OneDnn library;
  private final int images;
  private final List<Tensor> tensors;
  private final List<LayerKernel> kernels;
  private final Planes input;
  private final Planes gradient;
  private PointerScope scope;

  private Network(OneDnn library, int images, LayerChain layers) {
    this.library = library;
    this.images = images;
    this.tensors = layers.tensors();
    this.kernels = layers.kernels();
    this.input = Planes.into(library, images, tensors.get(0).shape(), tensors.get(0).values());
    Tensor last = layers.last();
    this.gradient =
        last.gradient() == null
            ? null
            : Planes.into(library, images, last.shape(), last.gradient());
  }

  /**
   * Builds a network.
   *
   * @param images in a batch
   * @param learns whether it can go backward
   * @param layers adds the layers, first to last
   */
  public static Network of(
      int images, MapShape input, boolean learns, Consumer<NetworkLayers> layers) {
    try (PointerScope scope = new PointerScope()) {
      OneDnn library = new OneDnn();
      LayerChain chain = new LayerChain(library, images, input, learns);
      layers.accept(new NetworkLayers(library, images, chain, learns));
      Network network = new Network(library, images, chain);
      network.scope = scope.extend();
      return network;
    }
  }

  /**
   * Computes all layers.
   *
   * @param batch the images, each as planes [channels, height, width]
   * @return what the last layer puts out, image by image, each as planes
   */
  public float[] forward(float[] batch) {
    input.put(batch);
    kernels.forEach(LayerKernel::forward);
    return values(tensors.size() - 1);
  }

  /** The output of that {@link NetworkLayers#place}; each image as planes [channels, …]. */
  public float[] values(int place) {
    Tensor tensor = tensors.get(place);
    float[] numbers = new float[Math.toIntExact(images * tensor.shape().size())];
    try (memory copy = library.allocate(OneDnn.planes(images, tensor.shape()))) {
      library.copy(tensor.values(), copy).run();
      Tensor.numbers(copy).get(numbers);
    }
    return numbers;
  }

  /**
   * Computes all gradients, and lets every layer learn as soon as its own is known.
   *
   * @param gradient of the loss with respect to what {@link #forward} returned
   */
  public void backward(float[] gradient, Learner learner) {
    if (this.gradient == null) {
      return; // no layer learns anything
    }
    this.gradient.put(gradient);
    for (int i = kernels.size() - 1; i >= 0; i--) {
      kernels.get(i).backward(learner);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
