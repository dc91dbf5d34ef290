package dev.nightsweep.train.net;

import java.util.List;

/** Maps as plain numbers. */
public record PlannedFlatten(String name, FeatureShape input) implements PlannedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "flatten",
          "Flatten",
          "maps as plain numbers",
          List.of(),
          layer -> new PlannedFlatten(layer.name(), fitting(layer)));

  private static FeatureShape fitting(LayerSetup layer) {
    if (layer.input().size() > Integer.MAX_VALUE) {
      throw new MisfitException(
          "%s: its input %s is more than 2,147,483,647 numbers"
              .formatted(layer.name(), layer.input().text()));
    }
    return layer.input();
  }

  @Override
  public FeatureShape output() {
    return FeatureShape.vector(Math.toIntExact(input.size()));
  }

  @Override
  public String kind() {
    return "flatten";
  }
}
