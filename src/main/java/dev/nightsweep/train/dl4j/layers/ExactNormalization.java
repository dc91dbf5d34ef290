package dev.nightsweep.train.dl4j.layers;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
  Mapping mapping(DataType type) {
    if (!Nd4j.getEnvironment().isCPU()) { // what is written through a pointer never gets to a card
      return new ArrayNormalization(k, n, alpha, beta);
    }
    return type == DataType.FLOAT
        ? new Floats(new FastChannelWindow(k, n, alpha, beta))
        : new Doubles(new ChannelWindow(k, n, alpha, beta));
  }

  private static int plane(INDArray images) {
    return Math.toIntExact(images.size(2) * images.size(3));
  }

  private static int length(INDArray images) {
    return Math.toIntExact(images.size(1) * images.size(2) * images.size(3));
  }

  /** Takes the batch image by image through plain arrays that stay in the cache. */
  private static final class Floats implements Mapping {
    private final FastChannelWindow window;
    private float[][] values = {};
    private float[][] gradients = {};

    Floats(FastChannelWindow window) {
      this.window = window;
    }

    @Override
    public void forward(INDArray input, INDArray output, boolean training) {
      prepare(input);
      FloatPointer from = Elements.floats(input);
      FloatPointer to = Elements.floats(output);
      for (long start = 0; start < input.length(); start += length(input)) {
        read(from, start, values);
        window.forward(values);
        write(values, to, start);
      }
    }

    @Override
    public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
      prepare(input);
      FloatPointer from = Elements.floats(input);
      FloatPointer gradient = Elements.floats(outputGradient);
      FloatPointer to = Elements.floats(inputGradient);
      for (long start = 0; start < input.length(); start += length(input)) {
        read(from, start, values);
        read(gradient, start, gradients);
        window.backward(values, gradients);
        write(gradients, to, start);
      }
    }

    private void prepare(INDArray images) {
      int channels = Math.toIntExact(images.size(1));
      if (values.length != channels || values[0].length != plane(images)) {
        values = new float[channels][plane(images)];
        gradients = new float[channels][plane(images)];
      }
    }

    private static void read(FloatPointer from, long start, float[][] channels) {
      for (int c = 0; c < channels.length; c++) {
        from.position(start + (long) c * channels[c].length).get(channels[c]);
      }
    }

    private static void write(float[][] channels, FloatPointer to, long start) {
      for (int c = 0; c < channels.length; c++) {
        to.position(start + (long) c * channels[c].length).put(channels[c]);
      }
    }
  }

  /** The same in double precision, for checks. */
  private static final class Doubles implements Mapping {
    private final ChannelWindow window;

    Doubles(ChannelWindow window) {
      this.window = window;
    }

    @Override
    public void forward(INDArray input, INDArray output, boolean training) {
      double[] values = new double[length(input)];
      for (long start = 0; start < input.length(); start += values.length) {
        Elements.doubles(input).position(start).get(values);
        window.forward(values, (int) input.size(1), plane(input));
        Elements.doubles(output).position(start).put(values, 0, values.length);
      }
    }

    @Override
    public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
      double[] values = new double[length(input)];
      double[] gradients = new double[values.length];
      for (long start = 0; start < input.length(); start += values.length) {
        Elements.doubles(input).position(start).get(values);
        Elements.doubles(outputGradient).position(start).get(gradients);
        window.backward(values, gradients, (int) input.size(1), plane(input));
        Elements.doubles(inputGradient).position(start).put(gradients, 0, values.length);
      }
    }
  }
}
