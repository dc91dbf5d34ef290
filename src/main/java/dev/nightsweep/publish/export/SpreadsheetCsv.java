package dev.nightsweep.publish.export;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows of CSV, in whose heads and cells no text is a formula, or even a command, for a spreadsheet:
 * an apostrophe before it keeps the spreadsheet off. So it does behind what ends a cell for a
 * spreadsheet that goes by semicolons or tabs, as some do by their language. A line ends with a
 * line feed alone: shells would take a carriage return for a part of the last cell.
 */
public final class SpreadsheetCsv {
  private static final Pattern FORMULA =
      Pattern.compile("^(?=[=+\\-@\\t\\r\\n＝＋－＠])|(?<=[;\\t\\r\\n])(?=[=+\\-@＝＋－＠])");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private final CSVPrinter csv;

  public SpreadsheetCsv(Appendable out) throws IOException {
    this.csv = new CSVPrinter(out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
  }

  /** Prints a row. */
  public void row(List<?> cells) throws IOException {
    csv.printRecord(cells.stream().map(SpreadsheetCsv::harmless).toList());
  }

  /** A cell as it is printed. */
  public static Object harmless(Object value) {
    return value instanceof String text && !NUMBER.matcher(text).matches()
        ? FORMULA.matcher(text).replaceAll("'")
        : value;
  }
}
