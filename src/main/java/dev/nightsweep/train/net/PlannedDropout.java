package dev.nightsweep.train.net;

import dev.nightsweep.model.Setting;
import java.util.List;

/**
 * Drops numbers in training, and does nothing else.
 *
 * @param rate probability to drop a number
 */
public record PlannedDropout(String name, FeatureShape input, double rate) implements PlannedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "dropout",
          "Dropout",
          "drops numbers in training; what is left is scaled up",
          List.of(
              Property.real("rate", PlannedDense.PROBABILITY, "", "probability to drop a number")),
          layer -> new PlannedDropout(layer.name(), layer.input(), layer.real("rate")));

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return "dropout " + Setting.of(rate).text();
  }
}
