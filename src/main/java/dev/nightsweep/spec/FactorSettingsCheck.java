package dev.nightsweep.spec;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks what an ablation says in terms of its factors: baseline, exclude, include. */
final class FactorSettingsCheck {
  private final Found found;
  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  FactorSettingsCheck(Found found, SettingReader settings, Problems problems) {
    this.found = found;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  Settings baseline(Entry entry) {
    return expect
        .map("ablation.baseline", entry.value())
        .map(map -> levels(map, true))
        .orElse(Settings.NONE);
  }

  List<Settings> exclude(Entry entry) {
    return list("ablation.exclude", entry, true);
  }

  /** Included arms may have levels of their own. */
  List<Settings> include(Entry entry) {
    return list("ablation.include", entry, false);
  }

  private List<Settings> list(String name, Entry entry, boolean declaredLevels) {
    List<Settings> list = new ArrayList<>();
    for (Tree item : expect.list(name, entry.value()).orElse(List.of())) {
      Optional<Entries> map = expect.map("an item of " + name, item);
      if (map.isPresent() && map.get().byKey().isEmpty()) {
        problems.add(item.at(), "an item of " + name + " must name at least one factor");
      }
      map.ifPresent(m -> list.add(levels(m, declaredLevels)));
    }
    return list;
  }

  private Settings levels(Entries map, boolean declaredLevels) {
    Map<String, Setting> levels = new TreeMap<>();
    for (Entry entry : map.byKey().values()) {
      String name = entry.key().text();
      if (found.broken().contains(name) || !settings.knows(entry.key())) {
        continue; // noted already: there, or just now
      }
      Optional<Setting> level = settings.read(name, entry.value());
      if (found.nuisance().contains(name)) {
        refuseTuned(entry.key(), problems);
      } else if (!found.isFactor(name)) {
        problems.add(
            entry.key().at(),
            name + " is not a factor of this sweep",
            "give it several values under parameters, or name a factor" + listed());
      } else if (level.isPresent() && declaredLevels) {
        refuseUndeclared(name, level.get(), entry.value());
      }
      level.ifPresent(setting -> levels.put(name, setting));
    }
    return Settings.of(levels);
  }

  /** Notes that a nuisance parameter has no place in what says which arms there are. */
  static void refuseTuned(Tree.Scalar name, Problems problems) {
    problems.add(
        name.at(),
        name.text() + " is tuned inside every arm (nuisance), so no arm is set apart by it",
        "remove it here, or from ablation.nuisance");
  }

  private void refuseUndeclared(String name, Setting level, Tree tree) {
    List<Setting> declared = found.spaces().get(name).levels();
    if (!declared.contains(level)) {
      expect.wrong(name, tree, oneOf(declared));
    }
  }

  /** What a level must be, in words. */
  static String oneOf(List<Setting> declared) {
    String levels =
        declared.stream().limit(10).map(Setting::text).collect(Collectors.joining(", "));
    return "one of its levels: " + levels + (declared.size() > 10 ? ", …" : "");
  }

  private String listed() {
    List<String> factors = found.factors();
    return factors.isEmpty() ? "" : ": " + String.join(", ", factors);
  }
}
