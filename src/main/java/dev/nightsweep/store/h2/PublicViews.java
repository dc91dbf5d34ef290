package dev.nightsweep.store.h2;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The views that people query. */
final class PublicViews {
  private PublicViews() {}

  /** Their columns in order, by the names of the views; all in lower case. */
  static Map<String, List<String>> columns(Statements statements) throws SQLException {
    Map<String, List<String>> views = new TreeMap<>();
    statements.list(
        row ->
            views
                .computeIfAbsent(
                    row.getString(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(row.getString(2).toLowerCase(Locale.ROOT)),
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'PUBLIC' ORDER BY ordinal_position
        """);
    return views;
  }
}
