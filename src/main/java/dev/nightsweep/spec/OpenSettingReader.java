package dev.nightsweep.spec;

import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings of a program of somebody's own as W&B reads them: null, lists and maps are values,
 * and YAML 1.1's words for booleans are booleans.
 */
final class OpenSettingReader {
  private final Problems problems;
  private final Problems warnings;
  private final Expect expect;

  OpenSettingReader(Problems problems, Problems warnings) {
    this.problems = problems;
    this.warnings = warnings;
    this.expect = new Expect(problems);
  }

  Optional<Setting> read(String name, Tree tree) {
    Optional<Setting> setting = any(name, tree);
    boolean large = setting.filter(s -> s.text().length() > TreeBuilder.MAX_TEXT).isPresent();
    if (large) {
      problems.add(tree.at(), Suggest.clip(name) + ": a value of more than 10,000 characters");
    }
    return large ? Optional.empty() : setting;
  }

  private Optional<Setting> any(String name, Tree tree) {
    if (tree instanceof Items list) {
      List<Setting> items = new ArrayList<>();
      list.items().forEach(item -> any(name, item).ifPresent(items::add));
      return Optional.of(new Setting.Array(items));
    } else if (tree instanceof Entries map) {
      Map<String, Setting> entries = new LinkedHashMap<>();
      for (Entry entry : map.byKey().values()) {
        any(name, entry.value()).ifPresent(value -> entries.put(entry.key().text(), value));
      }
      return Optional.of(new Setting.Dictionary(entries));
    }
    Scalar scalar = (Scalar) tree;
    Optional<Boolean> on = Literal.wordForBoolean(scalar);
    if (on.isPresent()) {
      note(name, scalar, on.get());
      return on.map(Setting::of);
    }
    return Literal.of(scalar) instanceof Literal.Nothing
        ? Optional.of(new Setting.Null())
        : expect.setting(name, tree);
  }

  private void note(String name, Scalar word, boolean on) {
    if (!warnings.isFull()) {
      warnings.add(
          word.at(),
          "%s: %s is the boolean %s, as W&B reads it"
              .formatted(Suggest.clip(name), word.text(), on),
          "quote it if it is text");
    }
  }
}
