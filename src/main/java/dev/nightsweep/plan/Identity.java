package dev.nightsweep.plan;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Hashes all that decides a run's result, so that equal identities mean equal results.
 *
 * <p>A parameter that the catalog gained later is left out while it has the value it had before it
 * was there: the default that the catalog gives it when all older parameters, and only those, are
 * set as they are. Those defaults follow from what is kept, revision by revision, so different
 * settings never give the same text, and a run keeps its identity as the catalog grows.
 */
final class Identity {
  private final Catalog catalog;
  private final Map<String, Integer> since;
  private final List<Integer> revisions;

  Identity(Catalog catalog) {
    this.catalog = catalog;
    this.since =
        catalog.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::since));
    this.revisions = since.values().stream().filter(r -> r > 1).distinct().sorted().toList();
  }

  /** 64 hex digits. */
  String of(Settings resolved, long seed, SortedMap<String, String> basis) {
    List<String> fields = new ArrayList<>(List.of("program", catalog.identityName()));
    fields.addAll(canonical(catalog.identifying(resolved)));
    fields.addAll(List.of("seed", Long.toString(seed)));
    basis.forEach((name, fact) -> fields.addAll(List.of("basis", name, fact)));
    return Hash.of(fields);
  }

  /** What a plan's hash calls the program: a net file whatever its path is. */
  String program(Spec spec) {
    return spec.program().net().isPresent() ? catalog.identityName() : spec.program().text();
  }

  /** What tells an arm from others: what identifies its runs, data and library aside. */
  List<String> ofArm(Settings resolved) {
    List<String> fields = canonical(catalog.identifying(resolved));
    fields.addAll(catalog.computed(resolved));
    return fields;
  }

  /** Names and settings in turn, names in alphabetical order. */
  List<String> canonical(Settings resolved) {
    TreeMap<String, Setting> kept = new TreeMap<>(before(resolved, 2).byName());
    for (int revision : revisions) {
      Settings defaults = catalog.resolve(before(resolved, revision));
      before(resolved, revision + 1).byName().entrySet().stream()
          .filter(e -> since(e.getKey()) == revision)
          .filter(e -> !defaults.contains(Settings.of(Map.of(e.getKey(), e.getValue()))))
          .forEach(e -> kept.put(e.getKey(), e.getValue()));
    }
    List<String> fields = new ArrayList<>();
    kept.forEach((name, setting) -> fields.addAll(List.of(name, setting.canonical())));
    return fields;
  }

  /** The settings of the parameters that were there before a revision. */
  private Settings before(Settings resolved, int revision) {
    Map<String, Setting> older = new TreeMap<>(resolved.byName());
    older.keySet().removeIf(name -> since(name) >= revision);
    return Settings.of(older);
  }

  private int since(String name) {
    return since.getOrDefault(name, 1);
  }
}
