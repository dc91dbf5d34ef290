package dev.nightsweep.model;

import java.util.LinkedHashSet;
import java.util.List;

/** What a spec says about one parameter: a constant, or values to choose from. */
public sealed interface ParameterSpace {

  /** The levels, as declared. */
  List<Setting> levels();

  /** One setting for every run. */
  record Constant(Setting setting) implements ParameterSpace {
    @Override
    public List<Setting> levels() {
      return List.of(setting);
    }
  }

  /** A list of distinct settings, at least one. */
  record Values(List<Setting> levels) implements ParameterSpace {
    public Values {
      levels = List.copyOf(levels);
      if (levels.isEmpty() || new LinkedHashSet<>(levels).size() < levels.size()) {
        throw new IllegalArgumentException("The values (%s) must be distinct.".formatted(levels));
      }
    }
  }
}
