package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Expect;
import dev.nightsweep.spec.Problems;
import dev.nightsweep.spec.Suggest;
import dev.nightsweep.spec.Tree;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters that a net file declares. */
final class OwnParameterReader {
  static final List<String> TYPES = List.of("real", "integer", "flag", "choice", "preset");
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "real", List.of("type", "default", "help", "min", "above", "max", "below"),
          "integer", List.of("type", "default", "help", "min", "max", "odd"),
          "flag", List.of("type", "default", "help"),
          "choice", List.of("type", "default", "help", "values"),
          "preset", List.of("type", "default", "help", "values"));

  private final Problems problems;
  private final Expect expect;
  private final Set<String> taken;
  private final Map<String, Domain> before = new LinkedHashMap<>();
  private final List<OwnParameter> read = new ArrayList<>();

  /**
   * A reader of one file's.
   *
   * @param taken names of parameters that every net has
   */
  OwnParameterReader(Problems problems, Set<String> taken) {
    this.problems = problems;
    this.expect = new Expect(problems);
    this.taken = taken;
  }

  List<OwnParameter> read(Tree tree) {
    expect
        .map("parameters", tree)
        .ifPresent(map -> map.byKey().values().forEach(entry -> add(entry)));
    return List.copyOf(read);
  }

  private void add(Entry entry) {
    String name = entry.key().text();
    if (!FreeNames.isParameter(name)) {
      problems.add(
          entry.key().at(),
          "%s cannot be the name of a parameter".formatted(Suggest.quote(name)),
          "use letters, digits and _, with points between words");
    } else if (taken.contains(name)) {
      problems.add(
          entry.key().at(),
          "every net has a parameter %s already".formatted(Suggest.quote(name)),
          "call it something else");
    } else {
      expect.map(name, entry.value()).ifPresent(map -> declare(name, map));
    }
  }

  private void declare(String name, Entries map) {
    Optional<Entry> type = required(name, map, "type");
    Optional<String> word = type.flatMap(t -> expect.oneOf("type", t.value(), TYPES));
    if (word.isEmpty() || !expect.refuseUnknown(map, KEYS.get(word.get()))) {
      return;
    }
    Optional<Domain> domain = domain(name, word.get(), map);
    Optional<Entry> said = required(name, map, "default");
    String help =
        map.find("help").flatMap(h -> expect.text("help", h.value())).orElse("of the net's file");
    if (domain.isPresent() && said.isPresent()) {
      ExpressionReader reader = new ExpressionReader(problems);
      Optional<Expression> fallback = reader.read("default", said.get().value(), domain.get());
      reader.check(before);
      fallback.ifPresent(
          value ->
              keep(
                  new Parameter(name, domain.get(), text(value, said.get(), domain.get()), help, 1),
                  value,
                  word.get()));
    }
  }

  private void keep(Parameter parameter, Expression fallback, String type) {
    before.put(parameter.name(), parameter.domain());
    read.add(new OwnParameter(parameter, fallback, type.equals("preset")));
  }

  /** A default as people read it. */
  private String text(Expression fallback, Entry said, Domain domain) {
    if (fallback instanceof Expression.Constant constant) {
      return DomainValue.of(domain, constant.constant()).map(Setting::text).orElseThrow();
    }
    boolean preset =
        read.stream()
            .filter(OwnParameter::preset)
            .anyMatch(p -> fallback.names().anyMatch(p.parameter().name()::equals));
    return preset ? "the preset's" : ((Tree.Scalar) said.value()).text();
  }

  private Optional<Entry> required(String name, Entries map, String key) {
    Optional<Entry> entry = map.find(key);
    if (entry.isEmpty()) {
      problems.add(map.at(), "%s has no %s".formatted(name, key), "add " + key + ":");
    }
    return entry;
  }

  private Optional<Domain> domain(String name, String type, Entries map) {
    return switch (type) {
      case "real" -> real(map);
      case "integer" -> whole(map);
      case "flag" -> Optional.of(new Domain.Flag());
      default -> choice(name, map);
    };
  }

  private Optional<Domain> real(Entries map) {
    boolean open = map.find("above").isPresent();
    boolean below = map.find("below").isPresent();
    double least = number(map, "above").or(() -> number(map, "min")).orElse(0.0);
    double most =
        number(map, "below").or(() -> number(map, "max")).orElse(Double.POSITIVE_INFINITY);
    if ((open && map.find("min").isPresent()) || (below && map.find("max").isPresent())) {
      problems.add(map.at(), "an end of the range is said twice", "say min or above, max or below");
      return Optional.empty();
    }
    boolean closed = !below && most < Double.POSITIVE_INFINITY;
    return range(map, least < most, new Domain.Real(least, !open, most, closed));
  }

  private Optional<Domain> whole(Entries map) {
    long least = integer(map, "min").orElse(1L);
    long most = integer(map, "max").orElse((long) Integer.MAX_VALUE);
    boolean odd = map.find("odd").filter(o -> expect.flag("odd", o.value())).isPresent();
    boolean fits = least >= Integer.MIN_VALUE && most <= Integer.MAX_VALUE;
    return range(map, least <= most && fits, new Domain.Whole(least, most, odd));
  }

  private Optional<Domain> range(Entries map, boolean good, Domain domain) {
    if (!good) {
      problems.add(map.at(), "the range of the parameter holds nothing, or does not fit 32 bits");
    }
    return good ? Optional.of(domain) : Optional.empty();
  }

  private Optional<Domain> choice(String name, Entries map) {
    return required(name, map, "values")
        .flatMap(values -> expect.list("values", values.value()))
        .map(
            items -> items.stream().flatMap(item -> expect.name("a value", item).stream()).toList())
        .filter(words -> !words.isEmpty())
        .map(words -> new Domain.Choice(words.stream().distinct().toList()));
  }

  private Optional<Double> number(Entries map, String key) {
    return map.find(key).flatMap(entry -> expect.number(key, entry.value()));
  }

  private Optional<Long> integer(Entries map, String key) {
    return map.find(key).flatMap(entry -> expect.whole(key, entry.value(), "an integer"));
  }
}
