package dev.nightsweep.report;

import dev.nightsweep.model.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as a page shows it; the first cell of a row is its header.
 *
 * @param caption what it lists
 */
public record Grid(String caption, List<Column> columns, List<List<Cell>> rows) {
  public Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Plain cells. */
  static List<Cell> row(String... texts) {
    return Stream.of(texts).map(Cell::of).toList();
  }

  /** A column; numbers are set flush right. */
  public record Column(String title, boolean number) {
    static Column text(String title) {
      return new Column(title, false);
    }

    static Column number(String title) {
      return new Column(title, true);
    }
  }

  /**
   * A cell.
   *
   * @param style a class of the page's style; empty for none
   * @param link the run that it leads to, if any
   */
  public record Cell(String text, String style, Optional<RunLink> link) {
    static Cell of(String text) {
      return styled(text, "");
    }

    /** The classes of a cell of that kind; null for none, which takes no room in the page. */
    public String shown(String kind) {
      String classes = (kind + " " + style).strip();
      return classes.isEmpty() ? null : classes;
    }

    static Cell run(RunRecord run) {
      return new Cell(run.runId(), "mono id", Optional.of(RunLink.of(run)));
    }

    static Cell styled(String text, String style) {
      return new Cell(text, style, Optional.empty());
    }
  }
}
