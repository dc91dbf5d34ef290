package dev.nightsweep.plan;

import static java.util.stream.Collectors.toSet;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * All combinations of the factors' levels but the excluded ones, one at a time: the last factor
 * varies fastest. Nothing but the current combination is kept.
 */
final class FactorGrid implements Iterator<Settings> {
  /** So many excluded stretches in a row are enough to give up. */
  static final int MAX_SEARCH = 1_000_000;

  private final List<Factor> factors;
  private final List<Settings> exclude;
  private final Conditions when;
  private final int[] position;
  private boolean exhausted;
  private Settings next;

  /**
   * @param factors in alphabetical order, but each behind those that its condition names
   */
  FactorGrid(List<Factor> factors, List<Settings> exclude, Conditions when) {
    this.factors = ordered(factors, when);
    this.exclude = List.copyOf(exclude);
    this.when = when;
    this.position = new int[factors.size()];
  }

  private static List<Factor> ordered(List<Factor> factors, Conditions when) {
    Map<String, Factor> byName = new LinkedHashMap<>();
    factors.forEach(factor -> byName.put(factor.name(), factor));
    return when.ordered(byName.keySet()).stream().map(byName::get).toList();
  }

  /** How many combinations there are before any is excluded, counted. */
  static BigInteger count(List<Factor> factors, Conditions when) {
    Map<Set<String>, BigInteger> ways =
        Map.of(Set.copyOf(when.byParameter().keySet()), BigInteger.ONE);
    for (Factor factor : ordered(factors, when)) {
      Map<Set<String>, BigInteger> longer = new HashMap<>();
      ways.forEach((open, count) -> lengthen(factor, when, open, count, longer));
      ways = longer;
    }
    return ways.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * @param open whose conditions, of those that are still to come, hold so far
   * @param count in how many ways
   */
  private static void lengthen(
      Factor factor,
      Conditions when,
      Set<String> open,
      BigInteger count,
      Map<Set<String>, BigInteger> longer) {
    boolean varies = !when.byParameter().containsKey(factor.name()) || open.contains(factor.name());
    Map<Set<String>, Integer> levels = new HashMap<>();
    if (varies) {
      factor.levels().forEach(l -> levels.merge(left(factor, l, when, open), 1, Integer::sum));
    } else {
      levels.put(open.stream().filter(o -> !names(when, o, factor)).collect(toSet()), 1);
    }
    levels.forEach(
        (left, n) -> longer.merge(left, count.multiply(BigInteger.valueOf(n)), BigInteger::add));
  }

  private static Set<String> left(Factor factor, Setting level, Conditions when, Set<String> open) {
    return open.stream()
        .filter(other -> !other.equals(factor.name()))
        .filter(
            other ->
                !names(when, other, factor)
                    || when.byParameter().get(other).get(factor.name()).contains(level))
        .collect(toSet());
  }

  private static boolean names(Conditions when, String other, Factor factor) {
    return when.byParameter().get(other).containsKey(factor.name());
  }

  @Override
  public boolean hasNext() {
    for (int tries = 0; next == null && !exhausted; tries++) {
      if (tries == MAX_SEARCH) {
        throw new PlanException(
            List.of(
                "exclude leaves out more than 1,000,000 stretches of the grid in a row: give the"
                    + " factors fewer levels instead"));
      }
      Settings here = here();
      OptionalInt skipAt = excludedAt(here);
      next = skipAt.isEmpty() ? here : null;
      advance(skipAt.orElse(factors.size() - 1));
    }
    return next != null;
  }

  @Override
  public Settings next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the grid has no more arms");
    }
    Settings given = next;
    next = null;
    return given;
  }

  private Settings here() {
    Map<String, Setting> levels = new TreeMap<>();
    for (int i = 0; i < position.length; i++) {
      levels.put(factors.get(i).name(), factors.get(i).levels().get(position[i]));
    }
    return when.applied(Settings.of(levels));
  }

  /** The slowest factor that must change to leave an excluded stretch, if this is in one. */
  private OptionalInt excludedAt(Settings here) {
    return exclude.stream().filter(here::contains).mapToInt(this::lastFactor).min();
  }

  /** The fastest factor that the part names; -1 if it names none, and so excludes all. */
  private int lastFactor(Settings part) {
    int last = factors.size() - 1;
    while (last >= 0 && part.find(factors.get(last).name()).isEmpty()) {
      last--;
    }
    return last;
  }

  private void advance(int from) {
    int i = from;
    for (int faster = from + 1; faster < position.length; faster++) {
      position[faster] = 0;
    }
    while (i >= 0 && position[i] + 1 == levels(i)) {
      position[i--] = 0;
    }
    exhausted = i < 0;
    if (!exhausted) {
      position[i]++;
    }
  }

  /** How many levels the factor has beside those of the slower ones. */
  private int levels(int factor) {
    boolean varies = when.isEmpty() || when.hold(factors.get(factor).name(), here());
    return varies ? factors.get(factor).levels().size() : 1;
  }
}
