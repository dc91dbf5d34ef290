package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.PointerScope;

/**
 * A chain of layers for batches of one size. The layers' parameters stay where they are given, and
 * may change between two passes. Not thread-safe.
 */
public final class Network implements AutoCloseable {
  private final OneDnn library = new OneDnn();
  private final int images;
  private final boolean learns;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<LayerKernel> kernels = new ArrayList<>();
  private memory planes;
  private Call fill;
  private PointerScope scope;

  private Network(int images, boolean learns) {
    this.images = images;
    this.learns = learns;
  }

  /**
   * Builds a network.
   *
   * @param images in a batch
   * @param learns whether it can go backward
   * @param layers adds the layers, first to last
   */
  public static Network of(int images, MapShape input, boolean learns, Consumer<Network> layers) {
    try (PointerScope scope = new PointerScope()) {
      Network network = new Network(images, learns);
      network.begin(input);
      layers.accept(network);
      network.scope = scope.extend();
      return network;
    }
  }

  private void begin(MapShape input) {
    memory values = library.allocate(OneDnn.images(images, input));
    tensors.add(new Tensor(input, values, null));
    planes = library.allocate(OneDnn.planes(images, input));
    fill = library.copy(planes, values);
  }

  /** Adds a convolution. */
  public void convolve(
      Parameters parameters, int filters, SlidingWindow window, Activation activation) {
    Tensor input = last();
    Tensor output = add(window.over(input.shape(), filters));
    ConvolutionKernel kernel =
        new ConvolutionKernel(library, input, output, window, activation, parameters);
    if (learns) {
      kernel.planBackward();
    }
    kernels.add(kernel);
  }

  /** Adds a max-pooling. */
  public void pool(SlidingWindow window) {
    Tensor input = last();
    Tensor output = add(window.over(input.shape(), input.shape().channels()));
    kernels.add(Pooling.kernel(library, input, output, window));
  }

  /** Adds local response normalization. */
  public void normalize(Lrn settings) {
    Tensor input = last();
    Tensor output = add(input.shape());
    kernels.add(
        LibraryNormalization.kernel(library, input, output, settings)
            .orElseGet(() -> new NormalizationKernel(library, input, output, images, settings)));
  }

  /** Adds a multiplication by a constant. */
  public void scale(double factor) {
    Tensor input = last();
    Tensor output = add(input.shape());
    kernels.add(
        new Calls(
            times(factor, input.values(), output.values()),
            input.gradient() == null ? null : times(factor, output.gradient(), input.gradient())));
  }

  private Call times(double factor, memory from, memory to) {
    return library.elementwise(algorithm.eltwise_linear, (float) factor, 0, from, to);
  }

  /** Adds a dropout, in a network that learns. */
  public void drop(Mask mask) {
    Tensor input = last();
    kernels.add(new DropoutKernel(library, input, add(input.shape()), mask));
  }

  /** Adds a layer that another library computes. */
  public void outside(OutsideLayer layer) {
    Tensor input = last();
    kernels.add(new OutsideKernel(library, input, add(input.shape()), images, layer));
  }

  /** Makes a vector of each image, plane after plane. */
  public void flatten() {
    Tensor input = last();
    if (input.shape().isVector()) {
      return;
    }
    Tensor output = add(new MapShape(Math.toIntExact(input.shape().size()), 1, 1));
    memory.desc planes = OneDnn.planes(images, input.shape());
    memory values = library.wrap(planes, output.values().get_data_handle());
    kernels.add(
        new Calls(
            library.copy(input.values(), values),
            input.gradient() == null
                ? null
                : library.copy(
                    library.wrap(planes, output.gradient().get_data_handle()), input.gradient())));
  }

  /** Adds a fully connected layer; its input is a vector. */
  public void connect(Parameters parameters, int units, Activation activation) {
    Tensor input = last();
    Tensor output = add(new MapShape(units, 1, 1));
    DenseKernel kernel = new DenseKernel(library, input, output, images, activation, parameters);
    if (learns) {
      kernel.planBackward();
    }
    kernels.add(kernel);
  }

  /** How many layers there are so far. */
  public int size() {
    return kernels.size();
  }

  /**
   * Computes all layers.
   *
   * @param batch the images, each as planes [channels, height, width]
   * @return what the last layer puts out, image by image
   */
  public float[] forward(float[] batch) {
    Tensor.numbers(planes).put(batch);
    fill.run();
    kernels.forEach(LayerKernel::forward);
    return values(kernels.size());
  }

  /** What the layer of that number put out, from 1; each image as planes [channels, …]. */
  public float[] values(int layer) {
    Tensor tensor = tensors.get(layer);
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
    Tensor.numbers(last().gradient()).put(gradient);
    for (int i = kernels.size() - 1; i >= 0; i--) {
      kernels.get(i).backward(learner);
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  private Tensor last() {
    return tensors.get(tensors.size() - 1);
  }

  private Tensor add(MapShape shape) {
    memory.desc description = OneDnn.images(images, shape);
    Tensor tensor =
        new Tensor(
            shape, library.allocate(description), learns ? library.allocate(description) : null);
    tensors.add(tensor);
    return tensor;
  }
}
