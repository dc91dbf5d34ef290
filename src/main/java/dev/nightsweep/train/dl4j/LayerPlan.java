package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Setting;

/**
 * One layer of the net to be, with its shapes and all else that decides what it computes; pure
 * arithmetic that loads no library.
 */
public sealed interface LayerPlan {
  /** The activation that leaves numbers as they are. */
  String IDENTITY = "identity";

  String name();

  /** What the layer puts out, for one image. */
  OutputShape output();

  /** What it computes, in words: {@code convolution 5×5, relu}. */
  String kind();

  /** Weights and biases. */
  default long parameters() {
    return 0;
  }

  /** To compute the output for one image; zero where there are no weights. */
  default long multiplyAdds() {
    return 0;
  }

  /** Maps of one image; a plain vector is 1×1 maps. */
  record OutputShape(int channels, int height, int width) {
    long size() {
      return (long) channels * height * width;
    }
  }

  /**
   * Where the parameters of a layer start.
   *
   * @param weights how they are drawn
   * @param bias of every unit
   */
  record InitialParameters(WeightRule weights, double bias) {}

  /** A layer that has weights. */
  sealed interface WeightedLayer extends LayerPlan {
    /** Inputs of one unit. */
    long fanIn();

    /** Units that one input feeds; for a convolution, kernel area times filters. */
    long fanOut();

    InitialParameters start();

    /** {@code relu}, {@code tanh}, {@code leaky_relu} or {@link #IDENTITY}. */
    String activation();

    @Override
    default long multiplyAdds() {
      return fanIn() * output().size();
    }

    /** What the layer is, with its activation. */
    default String activated(String layer) {
      return activation().equals(IDENTITY) ? layer : layer + ", " + activation();
    }
  }

  /** A convolution of stride 1 and same padding, with its activation. */
  record Convolution(
      String name,
      OutputShape input,
      int filters,
      int kernel,
      String activation,
      InitialParameters start)
      implements WeightedLayer {
    @Override
    public OutputShape output() {
      return new OutputShape(filters, input.height(), input.width());
    }

    @Override
    public String kind() {
      return activated("convolution %1$d×%1$d".formatted(kernel));
    }

    @Override
    public long parameters() {
      return fanIn() * filters + filters;
    }

    @Override
    public long fanIn() {
      return (long) input.channels() * kernel * kernel;
    }

    @Override
    public long fanOut() {
      return (long) filters * kernel * kernel;
    }
  }

  /**
   * Local response normalization over channels, a/(k + alpha·Σa²)^beta.
   *
   * @param n odd number of channels in the sum
   * @param exact whether it is our layer, rather than the library's
   */
  record Normalization(
      String name, OutputShape output, double k, int n, double alpha, double beta, boolean exact)
      implements LayerPlan {
    @Override
    public String kind() {
      return "local response normalization, " + (exact ? "exact" : "dl4j");
    }
  }

  /** Multiplication by a constant. */
  record Scaling(String name, OutputShape output, double factor) implements LayerPlan {
    @Override
    public String kind() {
      return "constant factor " + Setting.of(factor).text();
    }
  }

  /** A max-pool with same padding: the odd pixel is padded right and at the bottom. */
  record Pooling(String name, OutputShape input, int kernel, int stride) implements LayerPlan {
    @Override
    public OutputShape output() {
      return new OutputShape(input.channels(), across(input.height()), across(input.width()));
    }

    @Override
    public String kind() {
      return "max-pool %1$d×%1$d, stride %2$d".formatted(kernel, stride);
    }

    private int across(int length) {
      return (length + stride - 1) / stride;
    }
  }

  /**
   * A fully connected layer.
   *
   * @param dropout probability to drop an input in training
   */
  record Dense(
      String name,
      OutputShape input,
      int units,
      double dropout,
      String activation,
      InitialParameters start)
      implements WeightedLayer {
    @Override
    public OutputShape output() {
      return new OutputShape(units, 1, 1);
    }

    @Override
    public String kind() {
      String before = dropout > 0 ? "dropout %s, ".formatted(Setting.of(dropout).text()) : "";
      return activated(before + "fully connected");
    }

    @Override
    public long parameters() {
      return fanIn() * units + units;
    }

    @Override
    public long fanIn() {
      return input.size();
    }

    @Override
    public long fanOut() {
      return units;
    }
  }
}
