package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Checks a file that names no program, and so is about the usual one of ours. */
final class UnnamedProgramCheck {
  private static final int MAX_SHOWN = 5;

  private final Entries top;
  private final Problems problems;

  UnnamedProgramCheck(Entries top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /** The catalog of that program, unless what else the file says is plainly not of it. */
  Catalog check(Catalog usual) {
    List<String> parameters = ParameterNames.of(top).own();
    List<String> strange = new ArrayList<>(unknown(parameters, usual));
    boolean ofAnother =
        !strange.isEmpty() && parameters.stream().noneMatch(name -> usual.find(name).isPresent());
    strange.addAll(unknownMetric(usual));
    if (strange.isEmpty()) {
      return usual;
    }
    String shown =
        strange.stream().limit(MAX_SHOWN).map(Suggest::clip).collect(Collectors.joining(", "));
    problems.add(
        top.at(),
        "program: is missing, so this is about %s, which has no %s"
            .formatted(usual.program(), shown),
        "add the line program: train.py (a script that takes its parameters as arguments),"
            + " or look up %s's with `nightsweep parameters`".formatted(usual.program()));
    return ofAnother ? new OpenCatalog(usual.program()) : usual;
  }

  private static List<String> unknown(List<String> names, Catalog catalog) {
    List<String> all = catalog.parameters().stream().map(p -> p.name()).toList();
    return names.stream()
        .filter(name -> !name.equals(ParametersCheck.SEED) && !isNear(name, all))
        .toList();
  }

  private List<String> unknownMetric(Catalog catalog) {
    return top.find("metric", "name").map(Entry::value).stream()
        .filter(Tree.Scalar.class::isInstance)
        .map(name -> ((Tree.Scalar) name).text())
        .filter(name -> !isNear(name, catalog.metrics().names()))
        .toList();
  }

  private static boolean isNear(String name, Collection<String> known) {
    return known.contains(name) || Suggest.nearest(name, known).isPresent();
  }
}
