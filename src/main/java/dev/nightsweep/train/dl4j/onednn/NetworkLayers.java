package dev.nightsweep.train.dl4j.onednn;

import java.util.function.Consumer;

/** Adds layers to a network: each gets what the one before it puts out. */
public final class NetworkLayers {
  private final OneDnn library;
  private final int images;
  private final LayerChain chain;
  private final boolean learns;

  NetworkLayers(OneDnn library, int images, LayerChain chain, boolean learns) {
    this.library = library;
    this.images = images;
    this.chain = chain;
    this.learns = learns;
  }

  /** Adds a convolution. */
  public void convolve(
      Parameters parameters, int filters, int groups, SlidingWindow window, Activation activation) {
    Convolution layer = new Convolution(filters, groups, window, activation);
    Tensor input = chain.last();
    parameters.require(layer.weightCount(input.shape()), filters);
    chain.add(
        layer.text(),
        window.over(input.shape(), filters),
        true,
        output -> {
          ConvolutionKernel kernel =
              new ConvolutionKernel(library, input, output, layer, parameters);
          if (learns) {
            kernel.planBackward();
          }
          return kernel;
        });
  }

  /** Adds a fully connected layer; its input is a vector. */
  public void connect(Parameters parameters, int units, Activation activation) {
    Tensor input = chain.last();
    if (!input.shape().isVector()) {
      throw new IllegalArgumentException(
          "A fully connected layer cannot have maps of %s for its input: flatten them."
              .formatted(input.shape().text()));
    }
    parameters.require(input.shape().size() * units, units);
    chain.add(
        "a fully connected layer",
        new MapShape(units, 1, 1),
        true,
        output -> {
          DenseKernel kernel =
              new DenseKernel(library, input, output, images, activation, parameters);
          if (learns) {
            kernel.planBackward();
          }
          return kernel;
        });
  }

  /** Adds a pooling. */
  public void pool(PoolingKind kind, SlidingWindow window) {
    poolWithin(kind, window);
  }

  /** Adds a pooling of whole maps, which makes a vector. */
  public void poolGlobally(PoolingKind kind) {
    poolWithin(kind, new WholeMap(chain.last().shape()));
  }

  private void poolWithin(PoolingKind kind, WindowGeometry window) {
    Tensor input = chain.last();
    chain.add(
        kind.text() + window.text(),
        window.over(input.shape(), input.shape().channels()),
        false,
        output -> Pooling.kernel(library, input, output, kind, window));
  }

  /** Adds local response normalization. */
  public void normalize(Lrn settings) {
    Tensor input = chain.last();
    chain.add(
        "local response normalization",
        output ->
            LibraryNormalization.kernel(library, input, output, settings)
                .orElseGet(
                    () -> new NormalizationKernel(library, input, output, images, settings)));
  }

  /** Adds batch normalization, of maps or vectors. */
  public void normalizeBatch(BatchNormalizationParameters parameters) {
    Tensor input = chain.last();
    parameters.require(input.shape().channels());
    chain.add(
        "batch normalization",
        input.shape(),
        parameters.learned() > 0,
        output -> {
          BatchNormalizationKernel kernel =
              new BatchNormalizationKernel(library, input, output, parameters, learns);
          if (output.gradient() != null) {
            kernel.planBackward();
          }
          return kernel;
        });
  }

  /** Adds a function of every number alone. */
  public void activate(Activation activation) {
    Tensor input = chain.last();
    if (activation != Activation.IDENTITY) {
      chain.add(
          activation.text(), output -> Elementwise.activation(library, input, output, activation));
    }
  }

  /** Adds a multiplication by a constant. */
  public void scale(double factor) {
    Tensor input = chain.last();
    chain.add("scaling", output -> Elementwise.scaling(library, input, output, factor));
  }

  /** Adds a dropout, in a network that learns. */
  public void drop(Mask mask) {
    Tensor input = chain.last();
    chain.add("dropout", output -> new DropoutKernel(library, input, output, images, mask));
  }

  /** Adds a layer that another library computes. */
  public void outside(OutsideLayer layer) {
    Tensor input = chain.last();
    chain.add(
        "a layer of another library",
        output -> new OutsideKernel(library, input, output, images, layer));
  }

  /** Makes a vector of each image, plane after plane. */
  public void flatten() {
    Tensor input = chain.last();
    if (!input.shape().isVector()) {
      chain.add(
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
   * @param shortcut the layers beside; where it adds none, the block's input is added as it is
   */
  public void residual(Consumer<NetworkLayers> block, Consumer<NetworkLayers> shortcut) {
    Fork fork = Fork.of(library, chain.last());
    chain.add(fork);
    Tensor ofBlock = follow(block, fork.toBlock());
    Tensor ofShortcut = follow(shortcut, fork.toShortcut());
    Join join = Join.of(library, chain.allocate(ofBlock.shape()), ofBlock, ofShortcut);
    chain.add(join.calls());
    chain.goOn(join.sum());
  }

  private Tensor follow(Consumer<NetworkLayers> way, Tensor from) {
    chain.goOn(from);
    way.accept(this);
    return chain.last();
  }

  /** The number of the current output, for {@link Network#values}. */
  public int place() {
    return chain.place();
  }
}
