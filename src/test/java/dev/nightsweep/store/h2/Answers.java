package dev.nightsweep.store.h2;

import dev.nightsweep.model.Table;
import dev.nightsweep.store.RowSink;
import dev.nightsweep.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Whole answers in SQL, for tests. */
public final class Answers {
  private Answers() {}

  /** All rows that a database answers with. */
  public static Table of(Store database, String sql) {
    List<String> names = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    ((H2Store) database)
        .query(
            sql,
            new RowSink() {
              @Override
              public void columns(List<String> columns) {
                names.addAll(columns);
              }

              @Override
              public void row(List<Object> cells) {
                rows.add(cells);
              }
            });
    return new Table(names, rows);
  }
}
