package dev.nightsweep.store;

import java.util.List;

/** Takes an answer in SQL row by row, so that it need not fit into memory. */
public interface RowSink {

  /** The names of the columns, lower case; before any row. */
  void columns(List<String> names);

  /**
   * The next row.
   *
   * @param cells a {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@link
   *     java.math.BigDecimal} or null each
   */
  void row(List<Object> cells);
}
