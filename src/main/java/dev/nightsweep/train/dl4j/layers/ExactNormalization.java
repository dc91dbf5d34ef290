package dev.nightsweep.train.dl4j.layers;

import org.nd4j.linalg.api.buffer.DataType;
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
    return new ArrayNormalization(k, n, alpha, beta);
  }
}
