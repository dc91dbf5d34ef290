package dev.nightsweep.train.dl4j.layers;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An activation whose derivative is taken from its own output: the layer need neither keep nor
 * compute again what went in. Works in place.
 */
public final class OutputActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  /** Slope of the leaky rectifier below zero, DL4J's default. */
  static final double LEAK = 0.01;

  private final String name;

  /**
   * Describes the activation.
   *
   * @param name {@code relu}, {@code tanh}, {@code leaky_relu} or {@code identity}
   */
  public OutputActivation(@JsonProperty("name") String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return switch (name) {
      case "relu" -> Nd4j.exec(new RectifiedLinear(in, in));
      case "tanh" -> Nd4j.exec(new Tanh(in, in));
      case "leaky_relu" -> Nd4j.exec(new LeakyReLU(in, in, LEAK));
      default -> in;
    };
  }

  /**
   * The gradient before the activation.
   *
   * @param output what {@link #getActivation} returned
   * @param epsilon the gradient behind the activation; overwritten with the result
   */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray output, INDArray epsilon) {
    switch (name) {
      case "relu" -> Rectifier.backward(output, epsilon, 0);
      case "leaky_relu" -> Rectifier.backward(output, epsilon, LEAK);
      case "tanh" -> epsilon.muli(output.mul(output).rsubi(1));
      default -> {}
    }
    return new Pair<>(epsilon, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputActivation activation && activation.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
