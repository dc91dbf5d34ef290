package dev.nightsweep.plan;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The arms that a spec asks for, before the catalog has seen them. */
final class RequestedArms {
  private final Spec spec;
  private final List<Factor> factors;

  RequestedArms(Spec spec) {
    this.spec = spec;
    this.factors = hasFactors(spec) ? factors(spec) : List.of();
  }

  /**
   * One point.
   *
   * @param label for people
   * @param levels what sets it apart from the others
   */
  record Point(String label, Settings levels) {}

  /** The same, with the levels that only included arms have behind the others. */
  List<Factor> factorsWithIncluded() {
    return factors.stream()
        .map(
            factor -> {
              Set<Setting> levels = new LinkedHashSet<>(factor.levels());
              spec.ablation()
                  .arms()
                  .include()
                  .forEach(i -> i.find(factor.name()).ifPresent(levels::add));
              return new Factor(factor.name(), List.copyOf(levels), factor.baseline());
            })
        .toList();
  }

  /** What every arm has, unless its own settings say otherwise. */
  Settings constants() {
    Map<String, Setting> constants = new TreeMap<>();
    spec.parameters()
        .forEach(
            (name, space) -> {
              if (space.levels().size() == 1) {
                constants.put(name, space.levels().get(0));
              }
            });
    return Settings.of(constants);
  }

  /** How many there are before {@code exclude}, counted. */
  BigInteger count() {
    if (spec.isSearch()) {
      return BigInteger.valueOf(spec.runCap().orElse(0));
    }
    Spec.ArmChoice arms = spec.ablation().arms();
    if (!arms.named().isEmpty()) {
      return BigInteger.valueOf(arms.named().size());
    }
    BigInteger grid =
        arms.factorial() == Spec.Factorial.FULL
            ? FactorGrid.count(factors, arms.when())
            : BigInteger.valueOf(oneAtATime().size());
    return grid.add(BigInteger.valueOf(arms.include().size()));
  }

  /** The first points, at most that many: of the grid, then the included ones. */
  List<Point> first(int most) {
    List<Point> points = new ArrayList<>();
    if (!spec.ablation().arms().named().isEmpty()) {
      spec.ablation().arms().named().forEach((name, own) -> points.add(new Point(name, own)));
      return points.subList(0, Math.min(most, points.size()));
    }
    Set<Settings> levels = new LinkedHashSet<>();
    Iterator<Settings> grid = grid();
    while (levels.size() < most && grid.hasNext()) {
      levels.add(grid.next());
    }
    Iterator<Settings> included = spec.ablation().arms().include().iterator();
    while (levels.size() < most && included.hasNext()) {
      levels.add(included(included.next()));
    }
    levels.forEach(l -> points.add(new Point(l.isEmpty() ? "all" : l.toString(), l)));
    return toldApart(points);
  }

  /**
   * Null and the word null are two levels, and so are true and the word: words get quotes there.
   */
  private static List<Point> toldApart(List<Point> points) {
    Map<String, Long> times =
        points.stream().collect(Collectors.groupingBy(Point::label, Collectors.counting()));
    return points.stream()
        .map(
            point ->
                times.get(point.label()) == 1
                    ? point
                    : new Point(quoted(point.levels()), point.levels()))
        .toList();
  }

  private static String quoted(Settings levels) {
    return levels.byName().entrySet().stream()
        .map(
            level ->
                level.getValue() instanceof Setting.Word word
                    ? "%s='%s'".formatted(level.getKey(), word.word())
                    : level.getKey() + "=" + level.getValue().text())
        .collect(Collectors.joining(", "));
  }

  private Settings included(Settings own) {
    Conditions when = spec.ablation().arms().when();
    Settings levels = when.applied(baseline().with(own));
    for (String name : own.byName().keySet()) {
      if (levels.find(name).isEmpty()) {
        throw new PlanException(
            List.of(
                "the included arm %s sets %s, which varies only %s"
                    .formatted(own, name, when.describe(name))));
      }
    }
    return levels;
  }

  private Iterator<Settings> grid() {
    List<Settings> exclude = spec.ablation().arms().exclude();
    return spec.ablation().arms().factorial() == Spec.Factorial.FULL
        ? new FactorGrid(factors, exclude, spec.ablation().arms().when())
        : oneAtATime().stream().filter(l -> exclude.stream().noneMatch(l::contains)).iterator();
  }

  /** A factor that does not vary beside the baseline does beside the first levels it needs. */
  private Set<Settings> oneAtATime() {
    Conditions when = spec.ablation().arms().when();
    Set<Settings> points = new LinkedHashSet<>(List.of(when.applied(baseline())));
    for (Factor factor : factors) {
      boolean varies = when.hold(factor.name(), when.applied(baseline()));
      Settings beside =
          varies
              ? baseline()
              : baseline().with(when.needed(factor.name(), baseline()).orElseThrow());
      points.add(when.applied(beside));
      factor.levels().stream()
          .filter(level -> !level.equals(factor.baseline()))
          .forEach(level -> points.add(when.applied(beside.with(factor.name(), level))));
    }
    return points;
  }

  private Settings baseline() {
    Map<String, Setting> baseline = new TreeMap<>();
    factors.forEach(factor -> baseline.put(factor.name(), factor.baseline()));
    return Settings.of(baseline);
  }

  private static boolean hasFactors(Spec spec) {
    return !spec.isSearch() && spec.ablation().arms().named().isEmpty();
  }

  private static List<Factor> factors(Spec spec) {
    List<Factor> factors = new ArrayList<>();
    spec.parameters().forEach((name, space) -> addIfFactor(factors, name, space, spec));
    return List.copyOf(factors);
  }

  private static void addIfFactor(
      List<Factor> factors, String name, ParameterSpace space, Spec spec) {
    List<Setting> levels = space.levels();
    if (levels.size() > 1 && !spec.isNuisance(name)) {
      Setting baseline = spec.ablation().arms().baseline().find(name).orElse(levels.get(0));
      factors.add(new Factor(name, levels, baseline));
    }
  }
}
