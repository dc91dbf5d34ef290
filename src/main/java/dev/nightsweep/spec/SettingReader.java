package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads settings in the types of a program's parameters. Without a catalog, because the program is
 * unknown, every parameter is known and takes any value.
 */
final class SettingReader {
  private final Optional<Catalog> catalog;
  private final Optional<Map<String, Parameter>> parameters;
  private final Problems problems;
  private final OpenSettingReader open;
  private final Expect expect;

  SettingReader(Optional<Catalog> catalog, Problems problems, Problems warnings) {
    this.catalog = catalog;
    this.parameters = catalog.map(SettingReader::byName);
    this.problems = problems;
    this.open = new OpenSettingReader(problems, warnings);
    this.expect = new Expect(problems);
  }

  private static Map<String, Parameter> byName(Catalog catalog) {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    catalog.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
    return byName;
  }

  /** Whether any parameter is known. */
  boolean isOpen() {
    return catalog.isEmpty();
  }

  /** The metrics that the program logs; any where that is not known. */
  DeclaredMetrics metrics() {
    return catalog.map(Catalog::metrics).orElse(DeclaredMetrics.NONE);
  }

  /** Whether there is such a parameter; if not, that is noted. */
  boolean knows(Scalar name) {
    boolean known = parameters.map(map -> map.containsKey(name.text())).orElse(true);
    if (!known) {
      Map<String, Parameter> map = parameters.orElseThrow();
      String near = Suggest.didYouMean(name.text(), map.keySet());
      String hint = near.isEmpty() ? "\n  Maybe look it up with `nightsweep parameters`" : near;
      problems.add(name.at(), "unknown parameter " + Suggest.quote(name.text()) + hint);
    }
    return known;
  }

  /** What a parameter is where nothing is said of it, as far as that is known. */
  Optional<Setting> defaultOf(String name) {
    return catalog.flatMap(c -> Optional.ofNullable(c.resolve(Settings.NONE).byName().get(name)));
  }

  /** What the parameter accepts, if it is known. */
  Optional<Domain> domain(String name) {
    return parameters.map(map -> map.get(name)).map(Parameter::domain);
  }

  /** A known parameter's setting. */
  Optional<Setting> read(String name, Tree tree) {
    Optional<Parameter> parameter = parameters.map(map -> map.get(name));
    if (parameter.isEmpty()) {
      return open.read(name, tree);
    }
    Domain domain = parameter.get().domain();
    if (domain instanceof Domain.Flag && tree instanceof Scalar scalar) {
      Optional<Setting> flag = Literal.wordForBoolean(scalar).map(Setting::of);
      if (flag.isPresent()) {
        return flag;
      }
    }
    Optional<Setting> given = expect.setting(name, tree);
    Optional<Setting> accepted = given.flatMap(domain::accept);
    if (given.isPresent() && accepted.isEmpty()) {
      expect.wrong(name, tree, wanted(domain, tree, given.get()));
    }
    return accepted;
  }

  /**
   * A map of settings; the names not known and the values not accepted are noted and left out, so
   * the result is whole only if no problem was noted.
   */
  Settings readAll(Entries map) {
    Map<String, Setting> settings = new TreeMap<>();
    for (Entry entry : map.byKey().values()) {
      String name = entry.key().text();
      if (knows(entry.key())) {
        read(name, entry.value()).ifPresent(setting -> settings.put(name, setting));
      }
    }
    return Settings.of(settings);
  }

  private static String wanted(Domain domain, Tree tree, Setting given) {
    if (domain instanceof Domain.Choice choice) {
      return "one of " + choice.describe() + Suggest.didYouMean(given.text(), choice.literals());
    }
    String description = domain.describe();
    if (domain instanceof Domain.Either) {
      return "one of " + description;
    }
    if (domain instanceof Domain.Text) {
      boolean word = given instanceof Setting.Word;
      return "text: " + description + (word ? "" : "\n  Maybe put it in quotes");
    }
    boolean vowel = "aeio".indexOf(description.charAt(0)) >= 0;
    return (vowel ? "an " : "a ")
        + description
        + (domain instanceof Domain.Flag ? ": true or false" : "")
        + (wouldFitUnquoted(domain, tree) ? "\n  Maybe remove the quotes: they make it text" : "");
  }

  private static boolean wouldFitUnquoted(Domain domain, Tree tree) {
    return tree instanceof Scalar scalar
        && scalar.quoted()
        && Literal.of(new Scalar(scalar.at(), scalar.text(), false)) instanceof Literal.Value value
        && domain.accept(value.setting()).isPresent();
  }
}
