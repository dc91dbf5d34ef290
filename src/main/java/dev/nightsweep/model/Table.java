package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answer to a query.
 *
 * @param columns their names, lower case
 * @param rows a list of {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@link
 *     java.math.BigDecimal} or null each
 */
public record Table(List<String> columns, List<List<Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }
}
