package dev.nightsweep.train.net;

import java.util.List;
import java.util.Map;

/**
 * All that one layer is made of.
 *
 * @param values of every property of its kind
 * @param inner layers inside it, by the key under which they stand
 */
record LayerSetup(
    String name,
    FeatureShape input,
    Map<String, Object> values,
    Map<String, List<PlannedLayer>> inner) {

  int whole(String property) {
    return Math.toIntExact((Long) values.get(property));
  }

  double real(String property) {
    return (Double) values.get(property);
  }

  boolean flag(String property) {
    return (Boolean) values.get(property);
  }

  /** The word that was said, or the number as people write it. */
  String word(String property) {
    return values.get(property).toString();
  }

  List<PlannedLayer> inner(String key) {
    return inner.getOrDefault(key, List.of());
  }

  /** Refuses plain numbers where a layer needs maps. */
  void requireMaps() {
    if (input.vector()) {
      throw new MisfitException(
          "%s needs maps with height and width, and gets %s plain numbers"
              .formatted(name, input.text()));
    }
  }
}
