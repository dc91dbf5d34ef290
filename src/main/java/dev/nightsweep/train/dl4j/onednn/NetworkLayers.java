package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Adds layers to a network: each gets what the one before it puts out. */
public final class NetworkLayers {
  private final OneDnn library;
  private final int images;
  private final GradientRoom gradientRoom;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<LayerKernel> kernels = new ArrayList<>();

  /**
   * @param gradientRoom null for a network that does not learn
   */
  NetworkLayers(OneDnn library, int images, Tensor input, FloatPointer gradientRoom) {
    this.library = library;
    this.images = images;
    this.gradientRoom = gradientRoom == null ? null : new GradientRoom(gradientRoom);
    tensors.add(input);
  }

  /** Adds a convolution. */
  public void convolve(
      Parameters parameters, int filters, int groups, SlidingWindow window, Activation activation) {
    Convolution layer = new Convolution(filters, groups, window, activation);
    Tensor input = last();
    add(
        layer.text(),
        window.over(input.shape(), filters),
        true,
        output -> {
          ConvolutionKernel kernel =
              new ConvolutionKernel(library, input, output, layer, parameters);
          if (learns()) {
            kernel.planBackward(gradientRoom.of(parameters));
          }
          return kernel;
        });
  }

  /** Adds a fully connected layer; its input is a vector. */
  public void connect(Parameters parameters, int units, Activation activation) {
    Tensor input = last();
    add(
        "a fully connected layer",
        new MapShape(units, 1, 1),
        true,
        output -> {
          DenseKernel kernel =
              new DenseKernel(library, input, output, images, activation, parameters);
          if (learns()) {
            kernel.planBackward(gradientRoom.of(parameters));
          }
          return kernel;
        });
  }

  /** Adds a pooling. */
  public void pool(PoolingKind kind, SlidingWindow window) {
    addPooling(kind, window);
  }

  /** Adds a pooling of whole maps, which makes a vector. */
  public void poolGlobally(PoolingKind kind) {
    addPooling(kind, new WholeMap(last().shape()));
  }

  private void addPooling(PoolingKind kind, WindowGeometry window) {
    Tensor input = last();
    add(
        kind.text() + window.text(),
        window.over(input.shape(), input.shape().channels()),
        false,
        output -> Pooling.kernel(library, input, output, kind, window));
  }

  /** Adds local response normalization. */
  public void normalize(Lrn settings) {
    Tensor input = last();
    addAlike(
        "local response normalization",
        false,
        output ->
            LibraryNormalization.kernel(library, input, output, settings)
                .orElseGet(
                    () -> new NormalizationKernel(library, input, output, images, settings)));
  }

  /** Adds batch normalization, of maps or vectors. */
  public void normalizeBatch(BatchNormalizationParameters parameters) {
    Tensor input = last();
    addAlike(
        "batch normalization",
        parameters.learned() > 0,
        output -> {
          BatchNormalizationKernel kernel =
              new BatchNormalizationKernel(library, input, output, parameters, learns());
          if (output.gradient() != null) {
            kernel.planBackward(gradientRoom);
          }
          return kernel;
        });
  }

  /** Adds a function of every number alone. */
  public void activate(Activation activation) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    Tensor input = last();
    addAlike(
        activation.text(),
        false,
        output ->
            new Calls(
                library.elementwise(
                    activation.forward, activation.alpha, 0, input.values(), output.values()),
                input.gradient() == null
                    ? null
                    : library.backward(activation, output, input.gradient())));
  }

  /** Adds a multiplication by a constant. */
  public void scale(double factor) {
    Tensor input = last();
    addAlike(
        "scaling",
        false,
        output ->
            new Calls(
                times(factor, input.values(), output.values()),
                input.gradient() == null
                    ? null
                    : times(factor, output.gradient(), input.gradient())));
  }

  private Call times(double factor, memory from, memory to) {
    return library.elementwise(algorithm.eltwise_linear, (float) factor, 0, from, to);
  }

  /** Adds a dropout, in a network that learns. */
  public void drop(Mask mask) {
    Tensor input = last();
    addAlike("dropout", false, output -> new DropoutKernel(library, input, output, images, mask));
  }

  /** Adds a layer that another library computes. */
  public void outside(OutsideLayer layer) {
    Tensor input = last();
    addAlike(
        "another library's layer",
        false,
        output -> new OutsideKernel(library, input, output, images, layer));
  }

  /** Makes a vector of each image, plane after plane. */
  public void flatten() {
    Tensor input = last();
    if (!input.shape().isVector()) {
      add(
          "flattening",
          new MapShape(Math.toIntExact(input.shape().size()), 1, 1),
          false,
          output -> Flattening.kernel(library, input, output, images));
    }
  }

  /**
   * Adds a residual block: layers whose output is added to that of others beside them. Both begin
   * at the current output.
   *
   * @param shortcut the layers beside; none adds the block's input as it is
   */
  public void residual(Consumer<NetworkLayers> block, Consumer<NetworkLayers> shortcut) {
    Fork fork = Fork.of(library, last());
    kernels.add(fork);
    tensors.add(fork.toBlock());
    block.accept(this);
    Tensor fromBlock = last();
    tensors.add(fork.toShortcut());
    shortcut.accept(this);
    Tensor fromShortcut = last();
    Tensor sum =
        new Tensor(
            fromBlock.shape(),
            library.allocate(OneDnn.images(images, fromBlock.shape())),
            Join.gradient(fromBlock, fromShortcut));
    kernels.add(Join.kernel(library, fromBlock, fromShortcut, sum));
    tensors.add(sum);
  }

  /** The number of the current output, for {@link Network#values}. */
  public int place() {
    return tensors.size() - 1;
  }

  /** The layers' calls in the order in which they compute. */
  List<LayerKernel> kernels() {
    return List.copyOf(kernels);
  }

  List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  private void addAlike(String what, boolean hasParameters, Function<Tensor, LayerKernel> kernel) {
    add(what, last().shape(), hasParameters, kernel);
  }

  /** Adds a layer of that output shape. */
  private void add(
      String what, MapShape shape, boolean hasParameters, Function<Tensor, LayerKernel> kernel) {
    Tensor input = last();
    try {
      memory.desc description = OneDnn.images(images, shape);
      boolean gradient = learns() && (hasParameters || input.gradient() != null);
      Tensor output =
          new Tensor(
              shape,
              library.allocate(description),
              gradient ? library.allocate(description) : null);
      kernels.add(kernel.apply(output));
      tensors.add(output);
    } catch (RuntimeException refusal) {
      throw new UnsupportedOperationException(
          "oneDNN cannot compute %s of %s: %s"
              .formatted(what, input.shape().text(), refusal.getMessage()),
          refusal);
    }
  }

  private boolean learns() {
    return gradientRoom != null;
  }

  private Tensor last() {
    return tensors.get(tensors.size() - 1);
  }
}
