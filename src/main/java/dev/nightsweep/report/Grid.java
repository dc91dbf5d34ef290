package dev.nightsweep.report;

import java.util.List;

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
   * @param link where it leads within the page; empty for nowhere
   */
  public record Cell(String text, String style, String link) {
    static Cell of(String text) {
      return new Cell(text, "", "");
    }

    static Cell styled(String text, String style) {
      return new Cell(text, style, "");
    }

    static Cell linked(String text, String link) {
      return new Cell(text, "", link);
    }
  }
}
