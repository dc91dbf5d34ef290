package dev.nightsweep.train.dl4j;

/** One layer of the net to be: its name and shapes; pure arithmetic that loads no library. */
sealed interface LayerPlan {
  String name();

  /** What the layer puts out, for one image. */
  Shape output();

  /** Weights and biases. */
  default long parameters() {
    return 0;
  }

  /** To compute the output for one image; zero where there are no weights. */
  default long multiplyAdds() {
    return 0;
  }

  /** Maps of one image; a plain vector is 1×1 maps. */
  record Shape(int channels, int height, int width) {
    long size() {
      return (long) channels * height * width;
    }
  }

  /** A layer that has weights. */
  sealed interface Weighted extends LayerPlan {
    /** Inputs of one unit. */
    long fanIn();

    /** Units that one input feeds; for a convolution, kernel area times filters. */
    long fanOut();

    @Override
    default long multiplyAdds() {
      return fanIn() * output().size();
    }
  }

  /** A convolution of stride 1 and same padding, with its activation. */
  record Convolution(String name, Shape input, int filters, int kernel) implements Weighted {
    @Override
    public Shape output() {
      return new Shape(filters, input.height(), input.width());
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

  /** Local response normalization. */
  record Normalization(String name, Shape output) implements LayerPlan {}

  /** Multiplication by a constant. */
  record Scaling(String name, Shape output) implements LayerPlan {}

  /** A max-pool with same padding: the odd pixel is padded right and at the bottom. */
  record Pooling(String name, Shape input, int kernel, int stride) implements LayerPlan {
    @Override
    public Shape output() {
      return new Shape(input.channels(), across(input.height()), across(input.width()));
    }

    private int across(int length) {
      return (length + stride - 1) / stride;
    }
  }

  /**
   * A fully connected layer.
   *
   * @param hidden whether the net's activation follows it
   * @param dropsInputs whether dropout stands before it
   */
  record Dense(String name, Shape input, int units, boolean hidden, boolean dropsInputs)
      implements Weighted {
    @Override
    public Shape output() {
      return new Shape(units, 1, 1);
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
