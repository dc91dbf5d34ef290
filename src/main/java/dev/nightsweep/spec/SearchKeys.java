package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.List;
import java.util.Optional;

/** The keys of a parameter, and which of them only a search has. */
final class SearchKeys {
  static final List<String> ALL =
      List.of(
          "value",
          "values",
          "min",
          "max",
          "distribution",
          "probabilities",
          "parameters",
          "q",
          "mu",
          "sigma",
          "a",
          "b");

  static final List<String> SEARCH_ONLY =
      List.of("probabilities", "parameters", "q", "mu", "sigma", "a", "b");
  static final List<String> GRID_DISTRIBUTIONS = List.of("constant", "categorical", "int_uniform");
  private static final List<String> DISTRIBUTIONS =
      List.of(
          "constant",
          "categorical",
          "categorical_w_probabilities",
          "int_uniform",
          "uniform",
          "q_uniform",
          "log_uniform",
          "log_uniform_values",
          "q_log_uniform",
          "q_log_uniform_values",
          "inv_log_uniform",
          "inv_log_uniform_values",
          "normal",
          "q_normal",
          "log_normal",
          "q_log_normal",
          "beta",
          "q_beta");

  private SearchKeys() {}

  /** Notes every key of the parameter that a grid cannot have; true if there was one. */
  static boolean refuse(String name, Entries parameter, Problems problems) {
    Optional<Entry> distribution = parameter.find("distribution");
    if (distribution.isPresent() && !isForGrids(distribution.get().value(), problems)) {
      return true; // its other keys follow from it
    }
    List<Entry> found = SEARCH_ONLY.stream().flatMap(key -> parameter.find(key).stream()).toList();
    found.forEach(
        e -> problems.unsupported(e.key().at(), e.key().text() + " of " + Words.clip(name)));
    return !found.isEmpty();
  }

  private static boolean isForGrids(Tree tree, Problems problems) {
    Optional<String> word = new Expect(problems).oneOf("distribution", tree, DISTRIBUTIONS);
    boolean good = word.map(GRID_DISTRIBUTIONS::contains).orElse(false);
    if (word.isPresent() && !good) {
      problems.unsupported(tree.at(), "distribution: " + word.get());
    }
    return good;
  }
}
