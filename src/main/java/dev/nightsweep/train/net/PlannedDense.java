package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import java.util.stream.Stream;

/**
 * A fully connected layer with its activation; of maps it takes every number.
 *
 * @param dropout probability to drop an input in training
 */
public record PlannedDense(
    String name,
    FeatureShape input,
    int units,
    double dropout,
    String activation,
    WeightSetup weights)
    implements WeightedLayer {
  /** Below 1: of all inputs dropped nothing could be learned. */
  static final Domain.Real PROBABILITY = new Domain.Real(0, true, 1, false);

  static final LayerKind KIND =
      LayerKind.plain(
          "dense",
          "Dense",
          "units that see every input; maps need no flatten before it",
          Stream.concat(
                  Stream.of(
                      Property.size("units", "numbers that it puts out"),
                      Property.real(
                          "dropout", PROBABILITY, "0", "probability to drop an input in training"),
                      PlannedActivation.PROPERTY),
                  WeightSetup.PROPERTIES.stream())
              .toList(),
          layer ->
              new PlannedDense(
                  layer.name(),
                  layer.input(),
                  layer.whole("units"),
                  layer.real("dropout"),
                  layer.word("activation"),
                  WeightSetup.of(layer)));

  @Override
  public FeatureShape output() {
    return FeatureShape.vector(units);
  }

  @Override
  public long fanIn() {
    return input.size();
  }

  @Override
  public long fanOut() {
    return units;
  }

  @Override
  public String kind() {
    String before = dropout > 0 ? "dropout %s, ".formatted(Setting.of(dropout).text()) : "";
    return PlannedActivation.after(before + "fully connected", activation);
  }

  @Override
  public long parameters() {
    return multiplyAdds() + (weights.bias() ? units : 0);
  }

  @Override
  public long multiplyAdds() {
    return Sizes.product(input.size(), units);
  }
}
