package dev.nightsweep.train.net;

import java.util.List;

/** A function of every number alone. */
public record PlannedActivation(String name, FeatureShape input, String function)
    implements PlannedLayer {
  /** The activation that leaves numbers as they are. */
  public static final String LINEAR = "linear";

  static final List<String> WORDS = List.of(LINEAR, "relu", "tanh", "sigmoid", "leaky_relu", "elu");

  /** Of the layers that have one of their own. */
  static final Property PROPERTY =
      Property.choice("activation", WORDS, "the function of every number that it puts out");

  static final LayerKind KIND =
      LayerKind.plain(
          "activation",
          "Activation",
          "a function of every number alone",
          List.of(
              new Property(
                  "function", PROPERTY.domain(), "", "which one; leaky_relu has slope 0.01", true)),
          layer -> new PlannedActivation(layer.name(), layer.input(), layer.word("function")));

  /** A layer's kind in words, with its activation. */
  static String after(String layer, String activation) {
    return activation.equals(LINEAR) ? layer : layer + ", " + activation;
  }

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return function;
  }
}
