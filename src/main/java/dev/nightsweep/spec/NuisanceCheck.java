package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks {@code ablation.nuisance}: what is tuned inside every arm. */
final class NuisanceCheck {
  private static final List<String> TRIALS = List.of("all");
  private static final WholeRange SEEDS = new WholeRange(1, 1000);
  private static final Keys KEYS =
      Keys.NONE
          .with("parameters", NuisanceCheck::names)
          .with("seeds", SchemaNodes.whole(SEEDS))
          .with("trials", SchemaNodes.words(TRIALS));
  private static final String NAME = "ablation.nuisance";

  private final Found found;
  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  NuisanceCheck(Found found, SettingReader settings, Problems problems) {
    this.found = found;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** A list of names, or a map. */
  static ObjectNode schema(Catalog catalog) {
    ObjectNode map = KEYS.fill(SchemaNodes.node(), catalog);
    map.putArray("required").add("parameters");
    ObjectNode nuisance =
        SchemaNodes.described(
            "Parameters tuned inside every arm, over their values, before the arms are compared.");
    nuisance.putArray("anyOf").add(names(catalog)).add(map);
    return nuisance;
  }

  private static ObjectNode names(Catalog catalog) {
    List<String> names = catalog.parameters().stream().map(Parameter::name).toList();
    return SchemaNodes.list(SchemaNodes.words(names)).put("uniqueItems", true);
  }

  /** What is tuned, if anything that can be. */
  Optional<Spec.Nuisance> check(Entry entry) {
    Tree tree = entry.value();
    if (tree instanceof Items) {
      return nuisance(NAME, tree, Spec.Nuisance.SEEDS);
    }
    if (!(tree instanceof Entries)) {
      return expect.wrong(
          NAME, tree, "a list of parameters, or a map with " + String.join(", ", KEYS.names()));
    }
    Entries map = expect.section(NAME, tree, KEYS.names()).orElseThrow();
    map.find("trials").ifPresent(e -> expect.oneOf(NAME + ".trials", e.value(), TRIALS));
    int seeds = map.find("seeds").flatMap(e -> seeds(e.value())).orElse(Spec.Nuisance.SEEDS);
    if (map.find("parameters").isEmpty()) {
      problems.add(tree.at(), NAME + " names no parameters", "add parameters: [learning_rate]");
      return Optional.empty();
    }
    return nuisance(NAME + ".parameters", map.find("parameters").get().value(), seeds);
  }

  private Optional<Integer> seeds(Tree tree) {
    String wanted =
        String.format(Locale.ROOT, "a count of selection seeds from 1 to %,d", SEEDS.max());
    return expect.whole(NAME + ".seeds", tree, SEEDS, wanted);
  }

  private Optional<Spec.Nuisance> nuisance(String name, Tree tree, int seeds) {
    Set<String> names = new TreeSet<>();
    for (Tree item : expect.list(name, tree).orElse(List.of())) {
      if (!(item instanceof Scalar parameter)) {
        expect.wrong("an item of " + name, item, "a parameter's name");
      } else if (!names.add(parameter.text())) {
        problems.add(item.at(), "the parameter " + item.what() + " stands here twice");
      } else if (!canBeTuned(parameter)) {
        names.remove(parameter.text());
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new Spec.Nuisance(List.copyOf(names), seeds));
  }

  private boolean canBeTuned(Scalar parameter) {
    String name = parameter.text();
    if (found.broken().contains(name) || !settings.knows(parameter)) {
      return false; // noted already: there, or just now
    }
    if (!found.isFactor(name)) {
      problems.add(
          parameter.at(),
          name + " has no values to tune it over",
          "give it several under parameters: %s: {values: […]}".formatted(name));
    }
    return found.isFactor(name);
  }

  /** Notes that nothing is left to compare, if so. */
  void refuseIfNothingIsCompared(Entry entry, Found rest, boolean hasMoreArms) {
    if (problems.isEmpty() && rest.factors().isEmpty() && !hasMoreArms) {
      problems.add(
          entry.key().at(),
          "every parameter with several values is a nuisance parameter, so no arms are compared",
          "give a parameter several values that is to be compared, or name arms");
    }
  }
}
