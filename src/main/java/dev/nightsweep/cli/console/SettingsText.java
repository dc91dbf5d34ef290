package dev.nightsweep.cli.console;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run's settings as the console shows them: where a program's defaults are known, first what is
 * not at its default.
 *
 * @param levels what the sweep varies
 */
public record SettingsText(Settings settings, Settings levels, Catalog program) {

  public Stream<TextTable> tables() {
    Map<String, Setting> usual = new TreeMap<>();
    if (!program.isOpen()) {
      usual.putAll(program.resolve(Settings.NONE).byName());
      usual.keySet().removeAll(levels.byName().keySet());
    }
    TextTable said = new TextTable("SETTING", "");
    TextTable rest = new TextTable("AT ITS DEFAULT", "");
    new TreeMap<>(settings.byName())
        .forEach(
            (name, setting) ->
                (setting.equals(usual.get(name)) ? rest : said).row(name, setting.text()));
    return program.isOpen() ? Stream.of(said) : Stream.of(said, rest);
  }
}
