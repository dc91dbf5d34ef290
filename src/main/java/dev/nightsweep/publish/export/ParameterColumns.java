package dev.nightsweep.publish.export;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a sweep's runs as columns. */
record ParameterColumns(List<RunRow> rows, Catalog catalog) {
  private static final String PREFIX = "parameters.";

  /** The names of all of them, in alphabetical order. */
  List<String> all() {
    Set<String> names = new TreeSet<>();
    rows.stream()
        .map(RunRow::settings)
        .distinct()
        .forEach(settings -> names.addAll(settings.byName().keySet()));
    return List.copyOf(names);
  }

  /** The names of those that differ between runs. */
  List<String> varied() {
    Set<String> names = new TreeSet<>();
    for (String name : all()) {
      if (rows.stream().map(row -> row.settings().find(name)).distinct().count() > 1) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /**
   * A column for each name. One that is taken gets a prefix.
   *
   * @param taken the names of the other columns; it decides which names are equal
   */
  List<CsvColumn<RunRow>> of(List<String> names, Set<String> taken) {
    List<CsvColumn<RunRow>> columns = new ArrayList<>();
    for (String name : names) {
      String free = name;
      while (!taken.add(free)) {
        free = PREFIX + free;
      }
      columns.add(column(free, name));
    }
    return columns;
  }

  private CsvColumn<RunRow> column(String title, String name) {
    Optional<Parameter> declared = catalog.find(name);
    CsvColumn.Kind kind = kind(name);
    String help = declared.map(Parameter::help).orElse("");
    return new CsvColumn<>(
        title,
        kind,
        "",
        declared.map(parameter -> parameter.domain().describe()).orElse(""),
        help.isEmpty() ? "The parameter “%s” of the program.".formatted(name) : help,
        row -> row.settings().find(name).flatMap(setting -> cell(setting, kind)));
  }

  /** The one that holds all settings; an empty cell is of any. */
  private CsvColumn.Kind kind(String name) {
    Set<CsvColumn.Kind> kinds = new HashSet<>();
    rows.forEach(
        row -> row.settings().find(name).flatMap(ParameterColumns::kind).ifPresent(kinds::add));
    if (kinds.equals(Set.of(CsvColumn.Kind.INTEGER, CsvColumn.Kind.NUMBER))) {
      return CsvColumn.Kind.NUMBER;
    }
    return kinds.size() == 1 ? kinds.iterator().next() : CsvColumn.Kind.TEXT;
  }

  private static Optional<CsvColumn.Kind> kind(Setting setting) {
    if (setting instanceof Setting.Null) {
      return Optional.empty();
    }
    return Optional.of(
        setting instanceof Setting.Flag
            ? CsvColumn.Kind.BOOLEAN
            : setting instanceof Setting.Whole
                ? CsvColumn.Kind.INTEGER
                : setting instanceof Setting.Real ? CsvColumn.Kind.NUMBER : CsvColumn.Kind.TEXT);
  }

  /** Whole numbers among others are written as those: readers guess types from the first rows. */
  private static Optional<?> cell(Setting setting, CsvColumn.Kind kind) {
    if (setting instanceof Setting.Null) {
      return Optional.empty();
    }
    return Optional.of(
        setting instanceof Setting.Whole whole && kind == CsvColumn.Kind.NUMBER
            ? whole.number() + ".0"
            : setting.raw());
  }
}
