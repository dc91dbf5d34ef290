package dev.nightsweep.spec;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks {@code ablation.when}: parameters that vary only where others have certain levels. */
final class WhenCheck {
  static final String KEY = "when";

  /** Counting a grid takes up to 2 to that many steps. */
  static final int MAX_PARAMETERS = 16;

  private static final String NAME = "ablation.when";

  private final Found found;
  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  WhenCheck(Found found, SettingReader settings, Problems problems) {
    this.found = found;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** The conditions; whole only if no problem was noted. */
  Conditions check(Entry entry) {
    Optional<Entries> map = expect.map(NAME, entry.value());
    if (map.isEmpty()) {
      return Conditions.NONE;
    }
    int count = map.get().byKey().size();
    if (count == 0 || count > MAX_PARAMETERS) {
      problems.add(
          entry.value().at(),
          "%s must name 1 to %d parameters, not %d".formatted(NAME, MAX_PARAMETERS, count));
      return Conditions.NONE;
    }
    SortedMap<String, SortedMap<String, List<Setting>>> conditions = new TreeMap<>();
    for (Entry dependent : map.get().byKey().values()) {
      if (isVaried(dependent.key(), false)) {
        conditions.put(dependent.key().text(), condition(dependent));
      }
    }
    if (isCircular(map.get(), conditions)) {
      return Conditions.NONE;
    }
    Conditions when = new Conditions(conditions);
    map.get().byKey().values().stream()
        .map(Entry::key)
        .filter(key -> problems.isEmpty())
        .filter(key -> when.needed(key.text(), Settings.NONE).isEmpty())
        .forEach(
            key ->
                problems.add(
                    key.at(),
                    key.text() + " never varies: its conditions exclude each other",
                    "name levels that all of them have"));
    return when;
  }

  private SortedMap<String, List<Setting>> condition(Entry dependent) {
    String name = NAME + "." + dependent.key().text();
    SortedMap<String, List<Setting>> condition = new TreeMap<>();
    Optional<Entries> map = expect.map(name, dependent.value());
    if (map.isPresent() && map.get().byKey().isEmpty()) {
      problems.add(dependent.value().at(), name + " must name at least one parameter");
    }
    for (Entry needed : map.map(m -> m.byKey().values()).orElse(List.of())) {
      if (isVaried(needed.key(), true)) {
        condition.put(needed.key().text(), levels(needed));
      }
    }
    return condition;
  }

  private List<Setting> levels(Entry needed) {
    String name = needed.key().text();
    List<Tree> items =
        needed.value() instanceof Items
            ? expect.list(name, needed.value()).orElse(List.of())
            : List.of(needed.value());
    List<Setting> declared = found.spaces().get(name).levels();
    List<Setting> levels = new ArrayList<>();
    for (Tree item : items) {
      Optional<Setting> level = settings.read(name, item);
      level.ifPresent(levels::add);
      if (level.isPresent() && !declared.contains(level.get())) {
        expect.wrong(name, item, FactorSettingsCheck.oneOf(declared));
      }
    }
    return levels;
  }

  private boolean isVaried(Scalar key, boolean inLevels) {
    String name = key.text();
    if (found.broken().contains(name) || !settings.knows(key)) {
      return false; // noted already: there, or just now
    }
    if (found.nuisance().contains(name)) {
      problems.add(
          key.at(),
          name + " is tuned inside every arm alike (nuisance), so it has no condition and is none",
          "remove it here, or from ablation.nuisance");
      return false;
    }
    ParameterSpace space = found.spaces().get(name);
    boolean varied = space != null && space.levels().size() != 1;
    boolean drawn = varied && space.levels().isEmpty();
    if (!varied) {
      problems.add(
          key.at(),
          name + " does not vary",
          "give it several values under parameters, or remove it here");
    } else if (drawn && inLevels) {
      problems.add(
          key.at(),
          name + " has no levels that a condition could name",
          "give it a list of values");
    }
    return varied && !(drawn && inLevels);
  }

  private boolean isCircular(
      Entries map, SortedMap<String, SortedMap<String, List<Setting>>> conditions) {
    Optional<Scalar> circular =
        map.byKey().values().stream()
            .map(Entry::key)
            .filter(key -> Conditions.neededBy(conditions, key.text()).contains(key.text()))
            .findFirst();
    circular.ifPresent(
        key ->
            problems.add(
                key.at(), key.text() + " varies only where it does itself", "break the circle"));
    return circular.isPresent();
  }
}
