package dev.nightsweep.spec;

import dev.nightsweep.model.Distribution;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks one parameter of a search whose numbers are drawn. */
final class DistributionCheck {
  /** Beyond it whole numbers are not told apart. */
  private static final double WIDEST = 0x1p53;

  static final List<String> ABOVE_ZERO = List.of("q", "sigma", "a", "b");
  static final List<String> NUMBERS = List.of("min", "max", "mu", "sigma", "a", "b", "q");

  private final String name;
  private final Entries map;
  private final Tree.Place at;
  private final Optional<Domain> domain;
  private final Problems problems;
  private final Expect expect;

  /**
   * @param domain what the parameter accepts, if it is known
   */
  DistributionCheck(Entry entry, Entries map, Optional<Domain> domain, Problems problems) {
    this.name = Suggest.clip(entry.key().text());
    this.at = entry.key().at();
    this.map = map;
    this.domain = domain;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** Its word and what its keys say. */
  private record Given(String word, Map<String, Setting> settings) {
    double number(String key, double otherwise) {
      Setting setting = settings.get(key);
      return setting == null ? otherwise : ((Number) setting.raw()).doubleValue();
    }

    /** The word without {@code q_} or {@code inv_}. */
    String kind() {
      return word.replaceFirst("^(q|inv)_", "");
    }

    boolean isRounded() {
      return word.startsWith("q_");
    }
  }

  /**
   * The space, unless a problem was noted.
   *
   * @param named the distribution, if the spec names it
   */
  Optional<ParameterSpace> check(Optional<String> named) {
    Map<String, Setting> settings = new TreeMap<>();
    for (String key : NUMBERS) {
      map.find(key).flatMap(this::number).ifPresent(number -> settings.put(key, number));
    }
    Given given = new Given(named.orElseGet(() -> inferred(settings)), settings);
    long told = NUMBERS.stream().filter(key -> map.find(key).isPresent()).count();
    return settings.size() == told && hasItsKeys(given) && isPossible(given) && suits(given)
        ? Optional.of(new ParameterSpace.Drawn(distribution(given)))
        : Optional.empty();
  }

  private Optional<Setting> number(Entry entry) {
    String what = name + "." + entry.key().text();
    Optional<Setting> setting = expect.setting(what, entry.value());
    return setting.isEmpty() || setting.get().raw() instanceof Number
        ? setting
        : expect.wrong(what, entry.value(), "a number");
  }

  /** As W&B takes a range: of whole numbers if both ends are. */
  private static String inferred(Map<String, Setting> settings) {
    boolean whole =
        settings.get("min") instanceof Setting.Whole
            && settings.get("max") instanceof Setting.Whole;
    return whole ? SearchKeys.INT_UNIFORM : SearchKeys.UNIFORM;
  }

  private boolean hasItsKeys(Given given) {
    List<String> own = new ArrayList<>(SearchKeys.OF_NUMBERS.get(given.word()));
    List<String> missing =
        own.stream().filter(key -> own.contains("min") && map.find(key).isEmpty()).toList();
    if (!missing.isEmpty()) {
      problems.add(
          at, "%s (%s) has no %s".formatted(name, given.word(), String.join(" and ", missing)));
      return false;
    }
    own.add("distribution");
    own.addAll(given.isRounded() ? List.of("q") : List.of());
    List<Entry> others =
        map.byKey().values().stream().filter(e -> !own.contains(e.key().text())).toList();
    others.forEach(
        e ->
            problems.add(
                e.key().at(),
                "%s of %s has no meaning for distribution: %s"
                    .formatted(e.key().text(), name, given.word()),
                "remove it, or name the distribution that has it"));
    return others.isEmpty();
  }

  private boolean isPossible(Given given) {
    double min = given.number("min", 0);
    double max = given.number("max", 1);
    if (SearchKeys.OF_EXPONENTS.contains(given.word())) {
      return refuseExponents(given, min, max);
    }
    boolean whole = given.word().equals(SearchKeys.INT_UNIFORM);
    if (whole && !bothWhole(given)) {
      return refuse("min and max of int_uniform must be integers", "use q_uniform or uniform");
    }
    if (min > max || (min == max && !whole) || max - min >= WIDEST) {
      return refuse(
          "min (%s) must be %s max (%s)"
              .formatted(text(min), whole ? "at most" : "below", text(max)),
          "swap or widen them");
    }
    boolean log = given.kind().startsWith("log_uniform");
    return (!log || min > 0 || refuse("min must be > 0 on a log scale", "raise min"))
        && ABOVE_ZERO.stream().allMatch(key -> isPositive(given, key));
  }

  private boolean isPositive(Given given, String key) {
    return given.number(key, 1) > 0 || refuse(key + " must be > 0", "write a number above zero");
  }

  private static boolean bothWhole(Given given) {
    return given.settings().get("min") instanceof Setting.Whole
        && given.settings().get("max") instanceof Setting.Whole;
  }

  /** What stands there as exponents of e, as the numbers that were meant. */
  private boolean refuseExponents(Given given, double min, double max) {
    boolean inverse = given.word().startsWith("inv_");
    String word = given.word().replaceFirst("^inv_", "") + "_values";
    return refuse(
        "distribution: %s takes exponents, and is deprecated in W&B".formatted(given.word()),
        "write distribution: %s, min: %s, max: %s"
            .formatted(
                word, text(Math.exp(inverse ? -max : min)), text(Math.exp(inverse ? -min : max))));
  }

  /** Whether the parameter can take what is drawn. */
  private boolean suits(Given given) {
    boolean numbers =
        domain.isEmpty()
            || domain.get() instanceof Domain.Whole
            || domain.get() instanceof Domain.Real;
    if (!numbers) {
      return refuse(
          "must be %s, so it cannot be drawn from %s"
              .formatted(domain.get().describe(), given.word()),
          "list its values");
    }
    if (domain.isPresent()
        && domain.get() instanceof Domain.Whole
        && !distribution(given).isWhole()) {
      String advice = given.isRounded() ? "make q an integer" : "use " + rounded(given) + ", q: 1";
      return refuse("is an integer, and %s draws others".formatted(given.word()), advice);
    }
    return true;
  }

  private static String rounded(Given given) {
    return "distribution: q_" + given.kind();
  }

  private boolean refuse(String what, String advice) {
    problems.add(
        at,
        name + (what.startsWith("is ") || what.startsWith("must ") ? " " : ": ") + what,
        advice);
    return false;
  }

  private static Distribution distribution(Given given) {
    Distribution plain = plain(given);
    return given.isRounded() ? new Distribution.Rounded(plain, given.number("q", 1)) : plain;
  }

  private static Distribution plain(Given given) {
    double min = given.number("min", 0);
    double max = given.number("max", 1);
    return switch (given.kind()) {
      case SearchKeys.INT_UNIFORM -> new Distribution.IntUniform((long) min, (long) max);
      case SearchKeys.UNIFORM -> new Distribution.Uniform(min, max);
      case "log_uniform_values" -> new Distribution.LogUniform(min, max);
      case "normal" -> new Distribution.Normal(given.number("mu", 0), given.number("sigma", 1));
      case "log_normal" ->
          new Distribution.LogNormal(given.number("mu", 0), given.number("sigma", 1));
      case "beta" -> new Distribution.Beta(given.number("a", 1), given.number("b", 1));
      default -> throw new IllegalStateException("no distribution " + given.word());
    };
  }

  private static String text(double number) {
    return Double.isFinite(number) ? Setting.of(number).text() : Double.toString(number);
  }
}
