package dev.nightsweep.train.dl4j.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Local response normalization over channels, y = x/(k + alpha·Σx²)^beta, with its exact gradient;
 * images are NCHW.
 */
public final class ExactNormalization extends PlainLayer {
  private static final long serialVersionUID = 1L;

  private final double k;
  private final int n;
  private final double alpha;
  private final double beta;

  /**
   * Describes the layer.
   *
   * @param name the layer's name in its net
   * @param n odd number of neighbouring channels in the sum
   * @param alpha weight of the sum; not divided by n
   */
  public ExactNormalization(
      @JsonProperty("layerName") String name,
      @JsonProperty("k") double k,
      @JsonProperty("n") int n,
      @JsonProperty("alpha") double alpha,
      @JsonProperty("beta") double beta) {
    this.layerName = name;
    this.k = k;
    this.n = n;
    this.alpha = alpha;
    this.beta = beta;
  }

  public double getK() {
    return k;
  }

  public int getN() {
    return n;
  }

  public double getAlpha() {
    return alpha;
  }

  public double getBeta() {
    return beta;
  }

  @Override
  Mapping mapping() {
    return new ImageByImage(new ChannelWindow(k, n, alpha, beta));
  }

  /** Takes the batch image by image through plain arrays that stay in the cache. */
  private static final class ImageByImage implements Mapping {
    private final ChannelWindow window;
    private double[] values = {};
    private double[] gradients = {};

    ImageByImage(ChannelWindow window) {
      this.window = window;
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      int length = prepare(input);
      Elements from = Elements.of(Elements.dense(input));
      Elements to = Elements.of(output);
      for (long image = 0; image < input.size(0); image++) {
        from.read(image * length, values, length);
        window.forward(values, (int) input.size(1), plane(input));
        to.write(image * length, values, length);
      }
    }

    @Override
    public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
      int length = prepare(input);
      Elements from = Elements.of(Elements.dense(input));
      Elements gradient = Elements.of(Elements.dense(outputGradient));
      Elements to = Elements.of(inputGradient);
      for (long image = 0; image < input.size(0); image++) {
        from.read(image * length, values, length);
        gradient.read(image * length, gradients, length);
        window.backward(values, gradients, (int) input.size(1), plane(input));
        to.write(image * length, gradients, length);
      }
    }

    private static int plane(INDArray images) {
      return Math.toIntExact(images.size(2) * images.size(3));
    }

    /** Makes room for one image and returns its length. */
    private int prepare(INDArray images) {
      int length = Math.toIntExact(images.size(1) * images.size(2) * images.size(3));
      if (values.length < length) {
        values = new double[length];
        gradients = new double[length];
      }
      return length;
    }
  }
}
