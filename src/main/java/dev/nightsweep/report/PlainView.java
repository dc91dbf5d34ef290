package dev.nightsweep.report;

import dev.nightsweep.report.chart.Figure;
import java.util.List;

/**
 * A section as most are: a sentence, drawings, tables and a note, each of which may be missing.
 *
 * @param note how to read them
 */
public record PlainView(String lead, List<Figure> drawings, List<Grid> tables, String note) {
  public PlainView {
    drawings = List.copyOf(drawings);
    tables = List.copyOf(tables);
  }

  static PlainView said(String lead) {
    return new PlainView(lead, List.of(), List.of(), "");
  }

  static PlainView tables(String lead, List<Grid> tables, String note) {
    return new PlainView(lead, List.of(), tables, note);
  }
}
