package dev.nightsweep.tracker.table;

import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a table of CSV, whose first row has the names of its columns. */
public final class CsvRunTable {
  static final int MAX_COLUMNS = 100_000;

  /** Of those with something in them. */
  static final int MAX_CELLS = 5_000_000;

  private static final int MAX_HEAD = 1 << 20;
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");

  /** What pandas calls a column without a name, which numbers the rows. */
  private static final String UNNAMED = "Unnamed: 0";

  private final Path file;
  private final List<String> columns = new ArrayList<>();
  private final List<RunTable.Row> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Cell> known = new HashMap<>();
  private boolean numbersRows;
  private int cells;

  private CsvRunTable(Path file) {
    this.file = file;
  }

  public static RunTable read(Path file) throws IOException {
    CsvRunTable table = new CsvRunTable(file);
    try (BufferedReader text = new BufferedReader(TextFile.open(file))) {
      table.parse(text);
    } catch (CharacterCodingException e) {
      throw TextFile.wrongLetters(file);
    }
    return new RunTable(file, table.columns, table.rows, table.remarks);
  }

  private void parse(BufferedReader text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter(text))
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    BoundedReader bounded = new BoundedReader(text);
    try (CSVParser parser = format.parse(bounded)) {
      for (CSVRecord record : parser) {
        bounded.begin();
        take(record);
      }
    } catch (UncheckedIOException e) {
      throw malformed(e.getCause());
    }
    if (rows.isEmpty()) {
      throw new UnreadableRunException(file, "it has no row below the names of its columns");
    }
  }

  private IOException malformed(IOException e) {
    return e instanceof CharacterCodingException
        ? e
        : new UnreadableRunException(
            file, "its quotes or rows are not those of CSV: " + e.getMessage());
  }

  /** The one of the usual three that the first line has most of. */
  private char delimiter(BufferedReader text) throws IOException {
    text.mark(MAX_HEAD + 1);
    Map<Integer, Integer> counts = new HashMap<>();
    boolean quoted = false;
    int read = text.read();
    for (int i = 0; i < MAX_HEAD && read >= 0 && (quoted || (read != '\n' && read != '\r')); i++) {
      quoted ^= read == '"';
      if (!quoted) {
        counts.merge(read, 1, Integer::sum);
      }
      read = text.read();
    }
    text.reset();
    char most = ',';
    for (char each : new char[] {';', '\t'}) {
      most = counts.getOrDefault((int) each, 0) > counts.getOrDefault((int) most, 0) ? each : most;
    }
    if (most != ',') {
      remarks.add(
          "Its columns are separated by %s.".formatted(most == ';' ? "semicolons" : "tabs"));
    }
    return most;
  }

  private void take(CSVRecord record) throws UnreadableRunException {
    if (columns.isEmpty()) {
      head(record);
      return;
    }
    int expected = columns.size() + (numbersRows ? 1 : 0);
    if (record.size() != expected) {
      throw new UnreadableRunException(
          file,
          "row %d has %d cells, and there are %d columns"
              .formatted(record.getRecordNumber(), record.size(), expected));
    }
    List<Cell> row = new ArrayList<>(columns.size());
    for (int i = numbersRows ? 1 : 0; i < record.size(); i++) {
      row.add(cell(record, i));
    }
    rows.add(new RunTable.Row((int) record.getRecordNumber(), row));
  }

  private Cell cell(CSVRecord record, int column) throws UnreadableRunException {
    String text = record.get(column);
    if (DECIMAL_COMMA.matcher(text).matches()) {
      throw new UnreadableRunException(
          file,
          "row %d has “%s” in the column “%s”: a comma in a number, which may be a decimal one. Write it with a point"
              .formatted(
                  record.getRecordNumber(), text, columns.get(column - (numbersRows ? 1 : 0))));
    }
    Cell cell = known.computeIfAbsent(text, Cell::of);
    cells += cell.isNothing() ? 0 : 1;
    if (cells > MAX_CELLS) {
      throw new UnreadableRunException(file, "it has more than %d values".formatted(MAX_CELLS));
    }
    return cell;
  }

  private void head(CSVRecord record) throws UnreadableRunException {
    String first = record.get(0).strip();
    numbersRows = record.size() > 1 && (first.isEmpty() || first.equals(UNNAMED));
    if (numbersRows) {
      remarks.add("Its first column has no name and was passed over.");
    }
    Set<String> names = new HashSet<>();
    for (int i = numbersRows ? 1 : 0; i < record.size(); i++) {
      String name = record.get(i).strip();
      String wrong = wrong(name, i + 1, names);
      if (!wrong.isEmpty()) {
        throw new UnreadableRunException(file, wrong);
      }
      columns.add(name);
    }
  }

  private static String wrong(String name, int number, Set<String> names) {
    if (name.isEmpty()) {
      return "its column %d has no name".formatted(number);
    } else if (name.length() > TrackerLimits.MAX_NAME) {
      return "the name of its column %d has %d characters".formatted(number, name.length());
    } else if (!names.add(name)) {
      return "it has two columns “%s”. Give each a name of its own".formatted(name);
    }
    return number > MAX_COLUMNS ? "it has more than %d columns".formatted(MAX_COLUMNS) : "";
  }
}
