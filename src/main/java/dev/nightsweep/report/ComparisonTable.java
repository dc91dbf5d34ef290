package dev.nightsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tables of what differs, a column for each that is compared. */
final class ComparisonTable {
  private ComparisonTable() {}

  static NavigableSet<String> names(Stream<? extends Iterable<String>> groups) {
    NavigableSet<String> names = new TreeSet<>();
    groups.forEach(group -> group.forEach(names::add));
    return names;
  }

  static List<Grid.Cell> row(String name, List<String> texts) {
    List<Grid.Cell> row = new ArrayList<>(List.of(Grid.Cell.of(name)));
    texts.forEach(text -> row.add(Grid.Cell.of(text)));
    return row;
  }

  static Grid grid(String caption, String first, List<String> columns, List<List<Grid.Cell>> rows) {
    List<Grid.Column> all = new ArrayList<>(List.of(Grid.Column.text(first)));
    columns.forEach(column -> all.add(Grid.Column.number(column)));
    return new Grid(caption, all, rows);
  }
}
