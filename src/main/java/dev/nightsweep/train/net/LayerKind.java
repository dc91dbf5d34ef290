package dev.nightsweep.train.net;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What kinds of layers there are, each declared once.
 *
 * @param keras what Keras calls it
 * @param branches keys under which layers stand inside it
 */
public record LayerKind(
    String name,
    String keras,
    String help,
    List<Property> properties,
    List<String> branches,
    Function<LayerSetup, PlannedLayer> planning) {

  public LayerKind {
    properties = List.copyOf(properties);
    branches = List.copyOf(branches);
  }

  /** A kind without layers inside. */
  static LayerKind plain(
      String name,
      String keras,
      String help,
      List<Property> properties,
      Function<LayerSetup, PlannedLayer> planning) {
    return new LayerKind(name, keras, help, properties, List.of(), planning);
  }

  public Optional<Property> find(String property) {
    return properties.stream().filter(p -> p.name().equals(property)).findFirst();
  }
}
