package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.publish.export.SpreadsheetCsv;
import dev.nightsweep.store.RowSink;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.text.TerminalText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the rows of a query are printed. */
enum QueryFormat {
  table,
  csv,
  json;

  /** Takes rows and prints them. */
  interface Printer extends RowSink {
    /** After the last row. */
    void end();
  }

  Printer on(Console console) {
    return switch (this) {
      case table -> new InTable(console);
      case csv -> new AsCsv(buffered(console));
      case json -> new AsJson(buffered(console));
    };
  }

  /** The console's stream brings each line by itself to the system. */
  static PrintWriter buffered(Console console) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(console.data(), StandardCharsets.UTF_8)));
  }

  /** All rows are needed to know how wide a column is. */
  private static final class InTable implements Printer {
    private final Console console;
    private TextTable text;
    private int rows;

    InTable(Console console) {
      this.console = console;
    }

    @Override
    public void columns(List<String> names) {
      text = new TextTable(names);
    }

    @Override
    public void row(List<Object> cells) {
      text.row(cells.stream().map(cell -> Objects.toString(cell, "–")).toList());
      rows++;
    }

    @Override
    public void end() {
      console.result(text);
      if (console.unwritten().isEmpty()) {
        console.message("(%s)".formatted(Numbers.count(rows, "row")));
      }
    }
  }

  private static final class AsCsv implements Printer {
    private final Writer out;
    private final SpreadsheetCsv csv;

    AsCsv(Writer out) {
      this.out = out;
      try {
        csv = new SpreadsheetCsv(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void columns(List<String> names) {
      print(names);
    }

    @Override
    public void row(List<Object> cells) {
      print(cells);
    }

    private void print(List<?> cells) {
      try {
        csv.row(cells);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void end() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An array of objects, each on a line of its own, spelled as on a terminal. */
  private static final class AsJson implements Printer {
    private final PrintWriter out;
    private List<String> names = List.of();
    private boolean begun;

    AsJson(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void columns(List<String> columns) {
      names = columns;
      out.print("[");
    }

    @Override
    public void row(List<Object> cells) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        fields.put(names.get(i), cells.get(i));
      }
      out.print(
          (begun ? "," : "") + System.lineSeparator() + TerminalText.harmless(Json.write(fields)));
      begun = true;
    }

    @Override
    public void end() {
      out.println(begun ? System.lineSeparator() + "]" : "]");
      out.flush();
    }
  }
}
