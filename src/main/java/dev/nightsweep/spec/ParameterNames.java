package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the parameters in a file, in the order in which they stand there.
 *
 * @param own those that have values: {@code a.b} inside {@code a}
 * @param holders those that hold others: of {@code a.b.c} inside a and b, a and a.b
 */
record ParameterNames(List<String> own, Set<String> holders) {
  static ParameterNames of(Entries top) {
    ParameterNames names = new ParameterNames(new ArrayList<>(), new TreeSet<>());
    top.find(SearchKeys.NESTING).ifPresent(entry -> names.add("", entry.value()));
    return names;
  }

  private void add(String before, Tree parameters) {
    if (parameters instanceof Entries map) {
      for (Entry entry : map.byKey().values()) {
        String name = before + entry.key().text();
        Optional<Entry> inner =
            entry.value() instanceof Entries keys
                ? keys.find(SearchKeys.NESTING)
                : Optional.empty();
        if (inner.isPresent()) {
          holders.add(name);
          add(name + ".", inner.get().value());
        } else {
          own.add(name);
        }
      }
    }
  }
}
