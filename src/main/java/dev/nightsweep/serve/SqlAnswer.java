package dev.nightsweep.serve;

import dev.nightsweep.model.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it travels between processes: every cell a text with a letter for its type before it,
 * so that a whole number comes back as one.
 *
 * @param rows null for a cell without a value
 */
record SqlAnswer(List<String> columns, List<List<String>> rows) {

  static SqlAnswer of(Table table) {
    return new SqlAnswer(
        table.columns(),
        table.rows().stream()
            .<List<String>>map(row -> new ArrayList<>(row.stream().map(SqlAnswer::write).toList()))
            .toList());
  }

  Table table() {
    return new Table(
        columns,
        rows.stream()
            .<List<Object>>map(row -> new ArrayList<>(row.stream().map(SqlAnswer::read).toList()))
            .toList());
  }

  private static String write(Object cell) {
    if (cell == null) {
      return null;
    }
    if (cell instanceof Long) {
      return "l" + cell;
    }
    if (cell instanceof Double) {
      return "d" + cell;
    }
    if (cell instanceof BigDecimal) {
      return "n" + cell;
    }
    return (cell instanceof Boolean ? "b" : "s") + cell;
  }

  private static Object read(String cell) {
    if (cell == null) {
      return null;
    }
    String text = cell.substring(1);
    return switch (cell.charAt(0)) {
      case 'l' -> Long.valueOf(text);
      case 'd' -> Double.valueOf(text);
      case 'n' -> new BigDecimal(text);
      case 'b' -> Boolean.valueOf(text);
      default -> text;
    };
  }
}
