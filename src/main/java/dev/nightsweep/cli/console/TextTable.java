package dev.nightsweep.cli.console;

import dev.nightsweep.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns; columns whose cells are all numbers are flushed right. */
public final class TextTable {
  private static final String SIGNS = "-+−±×";
  private static final String IN_NUMBERS = "0123456789.:,";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    this(List.of(header));
  }

  public TextTable(List<String> header) {
    this.header = header.stream().map(TerminalText::line).toList();
  }

  public TextTable row(List<String> cells) {
    rows.add(cells.stream().map(TerminalText::line).toList());
    return this;
  }

  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  @Override
  public String toString() {
    List<Integer> widths = columns().mapToObj(this::width).toList();
    List<Boolean> right = columns().mapToObj(this::isNumeric).toList();
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    return all.stream()
        .map(row -> line(row, widths, right))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private IntStream columns() {
    return IntStream.range(0, header.size());
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    return Math.max(widest, length(header.get(column)));
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(column)));
  }

  /** A sign, digits with points between them, a percent sign; looked at by hand, for thousands. */
  private static boolean isNumber(String cell) {
    boolean isSigned = !cell.isEmpty() && SIGNS.indexOf(cell.charAt(0)) >= 0;
    int end = cell.endsWith("%") ? cell.length() - 1 : cell.length();
    for (int i = isSigned ? 1 : 0; i < end; i++) {
      if (IN_NUMBERS.indexOf(cell.charAt(i)) < 0) {
        return cell.equals("–") || cell.equals("NaN");
      }
    }
    return true;
  }

  private static String line(List<String> row, List<Integer> widths, List<Boolean> right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String gap = " ".repeat(widths.get(i) - length(row.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(right.get(i) ? gap + row.get(i) : row.get(i) + gap);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
