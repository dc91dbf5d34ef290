package dev.nightsweep.search;

import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All combinations of the factors' levels but the excluded ones, one at a time: factors in
 * alphabetical order, the last varies fastest. Nothing but the current combination is kept.
 */
final class FactorGrid implements Iterator<Settings> {
  /** So many excluded stretches in a row are enough to give up. */
  static final int LONGEST_SEARCH = 1_000_000;

  private final List<Factor> factors;
  private final List<Settings> exclude;
  private final int[] position;
  private boolean exhausted;
  private Settings next;

  FactorGrid(List<Factor> factors, List<Settings> exclude) {
    this.factors = List.copyOf(factors);
    this.exclude = List.copyOf(exclude);
    this.position = new int[factors.size()];
  }

  @Override
  public boolean hasNext() {
    for (int tries = 0; next == null && !exhausted; tries++) {
      if (tries == LONGEST_SEARCH) {
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
    return Settings.of(levels);
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
    while (i >= 0 && ++position[i] == factors.get(i).levels().size()) {
      position[i--] = 0;
    }
    exhausted = i < 0;
  }
}
