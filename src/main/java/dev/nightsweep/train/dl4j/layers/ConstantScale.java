package dev.nightsweep.train.dl4j.layers;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Multiplies by a constant: what LRN amounts to where its sum is small beside k. */
public final class ConstantScale extends PlainLayer {
  private static final long serialVersionUID = 1L;

  private final double factor;

  /**
   * Describes the layer.
   *
   * @param name the layer's name in its net
   */
  public ConstantScale(
      @JsonProperty("layerName") String name, @JsonProperty("factor") double factor) {
    this.layerName = name;
    this.factor = factor;
  }

  public double getFactor() {
    return factor;
  }

  @Override
  Mapping mapping(DataType type) {
    return new Multiplication(factor);
  }

  private record Multiplication(double factor) implements Mapping {
    @Override
    public void forward(INDArray input, INDArray output, boolean training) {
      input.mul(factor, output);
    }

    @Override
    public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
      outputGradient.mul(factor, inputGradient);
    }
  }
}
