package dev.nightsweep.spec;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Spec.Comparison;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks named arms and which of them are compared. */
final class ArmsCheck {
  /** Keys of an ablation that have no meaning beside named arms. */
  static final List<String> OF_GRIDS = List.of("design", "exclude", "include", WhenCheck.KEY);

  private final Found found;
  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  ArmsCheck(Found found, SettingReader settings, Problems problems) {
    this.found = found;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** Named arms in the order of the file, and the pairs to compare. */
  record Arms(Map<String, Settings> byName, List<Comparison> compare) {

    /** These arms and no grid. */
    Spec.ArmChoice choice(Spec.Factorial factorial) {
      return new Spec.ArmChoice(
          Settings.NONE, factorial, List.of(), List.of(), Conditions.NONE, byName, compare);
    }
  }

  /** A spec without named arms must not compare any. */
  Arms refuseWithout(Entries ablation) {
    ablation
        .find("compare")
        .ifPresent(
            entry ->
                problems.add(
                    entry.key().at(), "compare needs named arms", "name them under ablation.arms"));
    return new Arms(Map.of(), List.of());
  }

  Arms check(Entries ablation) {
    Entry entry = ablation.find("arms").orElseThrow();
    refuseGrid(ablation, entry);
    Map<String, Settings> arms = new LinkedHashMap<>();
    Optional<Entries> map = expect.map("ablation.arms", entry.value());
    if (map.isPresent() && map.get().byKey().isEmpty()) {
      problems.add(entry.value().at(), "ablation.arms must name at least one arm");
    }
    map.ifPresent(m -> m.byKey().values().forEach(arm -> arms.put(arm.key().text(), arm(arm))));
    refuseTwins(map, arms);
    Optional<String> baseline =
        ablation.find("baseline").flatMap(e -> armName(e.value(), arms.keySet()));
    List<Comparison> compare =
        ablation
            .find("compare")
            .map(e -> pairs(e.value(), arms.keySet()))
            .orElseGet(() -> againstBaseline(arms.keySet(), baseline));
    return new Arms(arms, compare);
  }

  /** What describes a grid has no meaning beside named arms. */
  private void refuseGrid(Entries ablation, Entry arms) {
    OF_GRIDS.stream()
        .flatMap(key -> ablation.find(key).stream())
        .forEach(
            e ->
                problems.add(
                    e.key().at(), e.key().text() + " has no meaning with named arms", "remove it"));
    if (!found.factors().isEmpty()) {
      problems.add(
          arms.key().at(),
          "with named arms no parameter may have several values, but these have: "
              + String.join(", ", found.factors()),
          "name an arm for each value");
    }
  }

  private Settings arm(Entry arm) {
    String name = arm.key().text();
    if (name.isBlank()) {
      problems.add(arm.key().at(), "an arm's name must not be blank");
    }
    Optional<Entries> own = expect.map("the arm " + Suggest.clip(name), arm.value());
    own.ifPresent(this::refuseTuned);
    return own.map(settings::readAll).orElse(Settings.NONE);
  }

  private void refuseTuned(Entries own) {
    own.byKey().values().stream()
        .map(Entry::key)
        .filter(key -> found.nuisance().contains(key.text()))
        .forEach(key -> FactorSettingsCheck.refuseTuned(key, problems));
  }

  private void refuseTwins(Optional<Entries> map, Map<String, Settings> arms) {
    if (!problems.isEmpty()) {
      return; // arms with unreadable settings may only look equal
    }
    Map<Settings, String> seen = new HashMap<>();
    arms.forEach(
        (name, own) -> {
          String first = seen.putIfAbsent(own, name);
          if (first != null) {
            problems.add(
                map.orElseThrow().byKey().get(name).key().at(),
                "the arms %s and %s are the same"
                    .formatted(Suggest.quote(first), Suggest.quote(name)));
          }
        });
  }

  private Optional<String> armName(Tree tree, Set<String> names) {
    return expect.oneOf("the arm", tree, names);
  }

  private List<Comparison> pairs(Tree tree, Set<String> names) {
    List<Comparison> pairs = new ArrayList<>();
    for (Tree item : expect.list("ablation.compare", tree).orElse(List.of())) {
      pair(item, names)
          .ifPresent(
              pair -> {
                if (pairs.contains(pair)) {
                  problems.add(item.at(), "this pair stands here twice");
                }
                pairs.add(pair);
              });
    }
    return pairs;
  }

  private Optional<Comparison> pair(Tree tree, Set<String> names) {
    if (!(tree instanceof Tree.Items list) || list.items().size() != 2) {
      return expect.wrong("an item of ablation.compare", tree, "a pair of arms: [arm, against]");
    }
    Optional<String> arm = armName(list.items().get(0), names);
    Optional<String> against = armName(list.items().get(1), names);
    if (arm.isPresent() && arm.equals(against)) {
      problems.add(tree.at(), "the arm " + Suggest.quote(arm.get()) + " is compared with itself");
      return Optional.empty();
    }
    return arm.flatMap(a -> against.map(b -> new Comparison(a, b)));
  }

  private static List<Comparison> againstBaseline(Set<String> names, Optional<String> baseline) {
    Optional<String> against = baseline.or(() -> names.stream().findFirst());
    return names.stream()
        .filter(name -> !Optional.of(name).equals(against))
        .map(name -> new Comparison(name, against.orElseThrow()))
        .toList();
  }
}
