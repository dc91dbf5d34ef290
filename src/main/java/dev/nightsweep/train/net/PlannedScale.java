package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import java.util.List;

/** Multiplication by a constant. */
public record PlannedScale(String name, FeatureShape input, double factor) implements PlannedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "scale",
          "Rescaling",
          "every number times a constant",
          List.of(Property.real("factor", Domain.Real.above(0), "", "the constant").withoutCost()),
          layer -> new PlannedScale(layer.name(), layer.input(), layer.real("factor")));

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return "constant factor " + Setting.of(factor).text();
  }
}
