package dev.nightsweep.train.net;

import java.util.List;

/** The answer: one probability a class. Every net ends with it, whether its file says so or not. */
public record PlannedSoftmax(String name, FeatureShape input) implements PlannedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "softmax",
          "Softmax",
          "one probability a class; may be left out, since every net ends with it",
          List.of(),
          layer -> new PlannedSoftmax(layer.name(), layer.input()));

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return "softmax, cross-entropy";
  }
}
