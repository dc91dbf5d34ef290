package dev.nightsweep.train.net;

import java.util.List;

/**
 * The maximum or mean of every map as a whole.
 *
 * @param average whether it is the mean
 */
public record PlannedGlobalPooling(String name, FeatureShape input, boolean average)
    implements PlannedLayer {

  static final LayerKind MAX =
      LayerKind.plain(
          "global_max_pooling",
          "GlobalMaxPooling2D",
          "the maximum of every map",
          List.of(),
          layer -> of(layer, false));

  static final LayerKind AVERAGE =
      LayerKind.plain(
          "global_average_pooling",
          "GlobalAveragePooling2D",
          "the mean of every map",
          List.of(),
          layer -> of(layer, true));

  private static PlannedGlobalPooling of(LayerSetup layer, boolean average) {
    layer.requireMaps();
    return new PlannedGlobalPooling(layer.name(), layer.input(), average);
  }

  @Override
  public FeatureShape output() {
    return FeatureShape.vector(input.channels());
  }

  @Override
  public String kind() {
    return "global %s-pool".formatted(average ? "average" : "max");
  }
}
