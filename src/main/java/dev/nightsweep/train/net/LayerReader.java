package dev.nightsweep.train.net;

import dev.nightsweep.spec.Expect;
import dev.nightsweep.spec.Problems;
import dev.nightsweep.spec.Suggest;
import dev.nightsweep.spec.Tree;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the layers of a net file. */
final class LayerReader {
  static final int MAX_LAYERS = 1000;
  private static final List<String> OF_ALL = List.of("name", "kind", "when");
  private static final Expression ALWAYS = new Expression.Constant(true);

  private final Problems problems;
  private final Expect expect;
  private final ExpressionReader expressions;
  private final Map<String, Tree> defaults = new HashMap<>();
  private int count;

  LayerReader(Problems problems, ExpressionReader expressions) {
    this.problems = problems;
    this.expect = new Expect(problems);
    this.expressions = expressions;
  }

  /** Reads what holds for every layer that has such a property and does not say it itself. */
  void readDefaults(Tree tree) {
    TreeSet<String> known = new TreeSet<>();
    LayerKinds.ALL.forEach(kind -> kind.properties().forEach(p -> known.add(p.name())));
    expect
        .section("defaults", tree, known)
        .ifPresent(map -> map.byKey().forEach((key, entry) -> defaults.put(key, entry.value())));
  }

  /**
   * Reads a list of layers.
   *
   * @param before what stands before the names of layers inside a block
   */
  List<LayerEntry> read(String what, Tree tree, String before) {
    List<LayerEntry> layers = new ArrayList<>();
    for (Tree item : expect.list(what, tree).orElse(List.of())) {
      if (++count > MAX_LAYERS) {
        problems.add(item.at(), "a net of more than %d layers".formatted(MAX_LAYERS));
        return List.of();
      }
      expect.map("a layer", item).flatMap(map -> layer(map, before)).ifPresent(layers::add);
    }
    return List.copyOf(layers);
  }

  private Optional<LayerEntry> layer(Entries map, String before) {
    Optional<String> name = required(map, "name").flatMap(this::name);
    Optional<LayerKind> kind = required(map, "kind").flatMap(this::kind);
    if (name.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    refuseUnknown(map, kind.get());
    String full = before + name.get();
    Optional<Expression> when =
        map.find("when").flatMap(entry -> expressions.condition("when", entry.value()));
    Map<String, List<LayerEntry>> branches = branches(map, kind.get(), full);
    return Optional.of(
        new LayerEntry(
            full,
            kind.get(),
            map.at(),
            when.orElse(ALWAYS),
            properties(map, kind.get(), full),
            branches));
  }

  private Map<String, List<LayerEntry>> branches(Entries map, LayerKind kind, String name) {
    Map<String, List<LayerEntry>> branches = new LinkedHashMap<>();
    for (String key : kind.branches()) {
      String before = key.equals(kind.branches().get(0)) ? name + "." : name + "." + key + ".";
      map.find(key).ifPresent(entry -> branches.put(key, read(key, entry.value(), before)));
    }
    if (!kind.branches().isEmpty() && !branches.containsKey(kind.branches().get(0))) {
      problems.add(map.at(), "%s has no %s inside it".formatted(name, kind.branches().get(0)));
    }
    return branches;
  }

  private void refuseUnknown(Entries map, LayerKind kind) {
    List<String> known = new ArrayList<>(OF_ALL);
    known.addAll(kind.branches());
    kind.properties().forEach(property -> known.add(property.name()));
    for (Entry entry : map.byKey().values()) {
      Scalar key = entry.key();
      if (!known.contains(key.text())) {
        problems.add(
            key.at(),
            "a %s layer has no %s%s\n  It has %s"
                .formatted(
                    kind.name(),
                    Suggest.quote(key.text()),
                    Suggest.didYouMean(key.text(), known),
                    String.join(", ", known)));
      }
    }
  }

  private Optional<LayerKind> kind(Entry entry) {
    Optional<LayerKind> meant =
        LayerKinds.ALL.stream()
            .filter(kind -> entry.value() instanceof Scalar s && s.text().equals(kind.keras()))
            .findFirst();
    if (meant.isPresent()) {
      String kinds = String.join(", ", LayerKinds.names());
      return expect.wrong(
          "kind",
          entry.value(),
          "one of %s; Keras' %s is %s".formatted(kinds, meant.get().keras(), meant.get().name()));
    }
    return expect.oneOf("kind", entry.value(), LayerKinds.names()).flatMap(LayerKinds::find);
  }

  private Optional<String> name(Entry entry) {
    Optional<String> name = expect.name("name", entry.value());
    if (name.filter(given -> !FreeNames.isLayer(given)).isPresent()) {
      problems.add(
          entry.value().at(),
          "%s cannot be the name of a layer".formatted(Suggest.quote(name.get())),
          "use up to %d letters, digits and _".formatted(FreeNames.MAX_LENGTH));
      return Optional.empty();
    }
    return name;
  }

  private List<PropertySource> properties(Entries map, LayerKind kind, String layer) {
    List<PropertySource> sources = new ArrayList<>();
    for (Property property : kind.properties()) {
      Optional<Tree> said =
          map.find(property.name())
              .map(Entry::value)
              .or(() -> Optional.ofNullable(defaults.get(property.name())));
      if (said.isEmpty() && property.isRequired()) {
        problems.add(
            map.at(),
            "%s has no %s: %s".formatted(layer, property.name(), property.help()),
            "add %s:".formatted(property.name()));
      }
      source(property, layer + "." + property.name(), said).ifPresent(sources::add);
    }
    return List.copyOf(sources);
  }

  private Optional<PropertySource> source(Property property, String name, Optional<Tree> said) {
    if (said.isPresent()) {
      return expressions
          .read(name, said.get(), property.domain())
          .map(e -> new PropertySource(property, name, e, ((Scalar) said.get()).text(), true));
    }
    return property.isRequired() ? Optional.empty() : Optional.of(unsaid(property, name));
  }

  private static PropertySource unsaid(Property property, String name) {
    Expression expression = Fallback.of(property);
    return new PropertySource(property, name, expression, property.fallback(), false);
  }

  private Optional<Entry> required(Entries map, String key) {
    Optional<Entry> entry = map.find(key);
    if (entry.isEmpty()) {
      problems.add(map.at(), "a layer without a " + key, "add %s:".formatted(key));
    }
    return entry;
  }
}
