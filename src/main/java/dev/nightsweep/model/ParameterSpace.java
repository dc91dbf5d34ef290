package dev.nightsweep.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a spec says about one parameter: a constant, values to choose from, a distribution. */
public sealed interface ParameterSpace {

  /** The levels, as declared; none of numbers that are drawn. */
  List<Setting> levels();

  /** How many settings it has; empty if there is no end of them. */
  default OptionalLong size() {
    return OptionalLong.of(levels().size());
  }

  /** In words, for people. */
  default String describe() {
    return levels().stream().map(Setting::text).collect(Collectors.joining(", "));
  }

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

  /**
   * Distinct settings that a search draws with different probabilities.
   *
   * @param probabilities one a level, none below zero, 1 together
   */
  record Weighted(List<Setting> levels, List<Double> probabilities) implements ParameterSpace {
    public Weighted {
      levels = List.copyOf(levels);
      probabilities = List.copyOf(probabilities);
      if (levels.isEmpty() || levels.size() != probabilities.size()) {
        throw new IllegalArgumentException(
            "The values (%s) must have a probability each, not %s."
                .formatted(levels, probabilities));
      }
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(probabilities.stream().filter(p -> p > 0).count());
    }

    @Override
    public String describe() {
      return IntStream.range(0, levels.size())
          .mapToObj(i -> "%s (%s)".formatted(levels.get(i).text(), probabilities.get(i)))
          .collect(Collectors.joining(", "));
    }
  }

  /** Numbers that a search draws from a distribution. */
  record Drawn(Distribution distribution) implements ParameterSpace {
    @Override
    public List<Setting> levels() {
      return List.of();
    }

    @Override
    public OptionalLong size() {
      return distribution instanceof Distribution.IntUniform whole
          ? OptionalLong.of(whole.max() - whole.min() + 1)
          : OptionalLong.empty();
    }

    @Override
    public String describe() {
      return distribution.describe();
    }
  }
}
