package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a parameter, and which of them only a search has. */
final class SearchKeys {
  static final List<String> SEARCH_ONLY = List.of("probabilities", "q", "mu", "sigma", "a", "b");

  static final List<String> ALL =
      Stream.concat(
              Stream.of("value", "values", "min", "max", "distribution"), SEARCH_ONLY.stream())
          .toList();

  /** For nesting; W&B only names by it. */
  static final String NESTING = "parameters";

  static final String CONSTANT = "constant";
  static final String CATEGORICAL = "categorical";
  static final String WEIGHTED = "categorical_w_probabilities";
  static final String INT_UNIFORM = "int_uniform";
  static final String UNIFORM = "uniform";
  static final String STEPS = "q_uniform";

  static final List<String> GRID_DISTRIBUTIONS = List.of(CONSTANT, CATEGORICAL, INT_UNIFORM, STEPS);

  /** Whose bounds are exponents: deprecated in W&B, too. */
  static final List<String> OF_EXPONENTS =
      List.of("log_uniform", "q_log_uniform", "inv_log_uniform");

  /** The distributions of numbers with their own keys; those that begin with q_ have q beside. */
  static final Map<String, List<String>> OF_NUMBERS = ofNumbers();

  static final List<String> DISTRIBUTIONS =
      Stream.concat(Stream.of(CONSTANT, CATEGORICAL, WEIGHTED), OF_NUMBERS.keySet().stream())
          .toList();

  private SearchKeys() {}

  private static Map<String, List<String>> ofNumbers() {
    Map<String, List<String>> own = new LinkedHashMap<>();
    Stream.of(INT_UNIFORM, UNIFORM, STEPS).forEach(word -> own.put(word, List.of("min", "max")));
    for (String log : OF_EXPONENTS) {
      own.put(log, List.of("min", "max"));
      own.put(log + "_values", List.of("min", "max"));
    }
    Stream.of("normal", "q_normal", "log_normal", "q_log_normal")
        .forEach(word -> own.put(word, List.of("mu", "sigma")));
    Stream.of("beta", "q_beta").forEach(word -> own.put(word, List.of("a", "b")));
    return Collections.unmodifiableMap(own);
  }

  /** Notes every key of the parameter that a grid cannot have; true if there was one. */
  static boolean refuse(String name, Entries parameter, Problems problems) {
    Optional<Entry> distribution = parameter.find("distribution");
    if (distribution.isPresent() && !isForGrids(distribution.get().value(), problems)) {
      return true; // its other keys follow from it
    }
    if (isOfSteps(parameter)) {
      return false; // checked as what it is
    }
    List<Entry> found = SEARCH_ONLY.stream().flatMap(key -> parameter.find(key).stream()).toList();
    for (Entry entry : found) {
      String key = entry.key().text() + " of " + Suggest.clip(name);
      problems.add(entry.key().at(), key + " has no meaning in a grid", "use method: random");
    }
    return !found.isEmpty();
  }

  static boolean isOfSteps(Entries parameter) {
    return parameter
        .find("distribution")
        .filter(entry -> entry.value() instanceof Tree.Scalar word && word.text().equals(STEPS))
        .isPresent();
  }

  private static boolean isForGrids(Tree tree, Problems problems) {
    Optional<String> word = new Expect(problems).oneOf("distribution", tree, DISTRIBUTIONS);
    boolean good = word.map(GRID_DISTRIBUTIONS::contains).orElse(false);
    if (word.isPresent() && !good) {
      problems.add(
          tree.at(),
          "a grid cannot take distribution: %s, which has no list of levels".formatted(word.get()),
          "list values, or use method: random");
    }
    return good;
  }
}
