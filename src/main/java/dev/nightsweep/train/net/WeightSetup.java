package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.List;
import java.util.Set;

/**
 * The weights of a layer: whether there are biases, where all of them start, and how they decay.
 *
 * @param initialization {@code he}, {@code xavier} or {@code normal}
 * @param deviation of {@code normal}
 * @param biasStart what every bias starts at
 * @param decay times each weight, added to its gradient; biases do not decay
 */
public record WeightSetup(
    boolean bias, String initialization, double deviation, double biasStart, double decay) {
  /** The parameter of the training loop, which holds for every layer that says nothing. */
  public static final String DECAY = "weight_decay";

  /** Krizhevsky et al. 2012, section 5. */
  private static final double PAPERS_DEVIATION = 0.01;

  private static final double MAX_BIAS = 1000;
  private static final String NORMAL = "normal";
  private static final String PAPER = "paper";
  private static final String INITIALIZATION = "initialization";

  static final List<Property> PROPERTIES =
      List.of(
          Property.flag("bias", true, "whether a bias is added"),
          Property.choice(
                  INITIALIZATION,
                  List.of("he", "xavier", NORMAL, PAPER),
                  "first weights from N(0, 2/in), N(0, 2/(in+out)), N(0, deviation²), or, as Krizhevsky et al. 2012, N(0, 0.01²)")
              .withoutCost(),
          Property.real(
                  "deviation", Domain.Real.above(0), "0.05", "of the first weights under normal")
              .withoutCost(),
          Property.real("bias_start", biases(), "0", "every bias at first").withoutCost(),
          Property.real(
                  DECAY,
                  Domain.Real.atLeast(0),
                  DECAY,
                  "added to the gradient of weights, not biases, as wd·w; the net's where a layer says none")
              .withoutCost());

  /** Of those that a projection has too. */
  static final List<Property> OF_PROJECTIONS =
      PROPERTIES.stream()
          .filter(property -> Set.of(INITIALIZATION, "deviation", DECAY).contains(property.name()))
          .toList();

  static WeightSetup of(LayerSetup layer) {
    WeightSetup weights = withoutBias(layer);
    return new WeightSetup(
        layer.flag("bias"),
        weights.initialization(),
        weights.deviation(),
        layer.real("bias_start"),
        weights.decay());
  }

  /** Of a projection, which needs no bias. */
  static WeightSetup withoutBias(LayerSetup layer) {
    boolean paper = layer.word(INITIALIZATION).equals(PAPER);
    return new WeightSetup(
        false,
        paper ? NORMAL : layer.word(INITIALIZATION),
        paper ? PAPERS_DEVIATION : layer.real("deviation"),
        0,
        layer.real(DECAY));
  }

  /** Of the first weights of a unit with so many inputs, each of which feeds so many units. */
  double deviation(long fanIn, long fanOut) {
    return switch (initialization) {
      case "he" -> Math.sqrt(2.0 / fanIn);
      case "xavier" -> Math.sqrt(2.0 / (fanIn + fanOut));
      default -> deviation;
    };
  }

  private static Domain.Real biases() {
    return new Domain.Real(-MAX_BIAS, true, MAX_BIAS, true);
  }
}
