package dev.nightsweep.spec;

import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values listed for a parameter. One that stands there twice counts as W&B counts it: a grid
 * tries it once, in its last spelling, and a search draws it twice as often.
 */
final class Levels {
  private final Map<Key, Setting> byKey = new LinkedHashMap<>();
  private final List<Key> listed = new ArrayList<>();

  /** 1 and 1.0 are one value, 1 and "1" are two. */
  private record Key(boolean number, String text) {
    static Key of(Setting setting) {
      return new Key(setting.raw() instanceof Number, kind(setting) + setting.canonical());
    }

    private static String kind(Setting setting) {
      return setting instanceof Setting.Flag ? "flag " : "";
    }
  }

  /** Whether it is the first of its kind. */
  boolean add(Setting level) {
    Key key = Key.of(level);
    listed.add(key);
    return byKey.put(key, level) == null;
  }

  /** How many were listed. */
  int size() {
    return listed.size();
  }

  /** Each once. */
  ParameterSpace values() {
    return new ParameterSpace.Values(List.copyOf(byKey.values()));
  }

  /** As a search draws them, where nothing is said of probabilities. */
  ParameterSpace drawn() {
    double each = 1.0 / listed.size();
    return byKey.size() == listed.size()
        ? values()
        : weighted(listed.stream().map(key -> each).toList());
  }

  /**
   * As a search draws them.
   *
   * @param probabilities one for each that was listed
   */
  ParameterSpace weighted(List<Double> probabilities) {
    Map<Key, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      sums.merge(listed.get(i), probabilities.get(i), Double::sum);
    }
    return new ParameterSpace.Weighted(List.copyOf(byKey.values()), List.copyOf(sums.values()));
  }
}
