package dev.nightsweep.train.net;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A sentence that is true of some settings only, with values in it.
 *
 * @param parts texts, and expressions between them
 */
record ConditionalSentence(Expression when, List<Object> parts) {
  ConditionalSentence {
    parts = List.copyOf(parts);
  }

  boolean holds(Function<String, Object> names) {
    return when.flag(names);
  }

  String text(Function<String, Object> names) {
    return parts.stream()
        .map(
            part -> part instanceof Expression e ? DomainValue.text(e.value(names)) : (String) part)
        .collect(Collectors.joining());
  }
}
