package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Columns as the vocabulary's types. */
final class Columns {
  private Columns() {}

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Instant.class));
  }

  /** A number; null stands for NaN. */
  static double number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? Double.NaN : number;
  }

  /** What a run left, of a row of {@code run_result}. */
  static RunResult result(ResultSet row) throws SQLException {
    return result(row, ClassLabels::parse);
  }

  /**
   * The same of one of many rows.
   *
   * @param truths parses true classes, which runs share
   */
  static RunResult result(ResultSet row, Function<String, ClassLabels> truths) throws SQLException {
    return json(row, "result", RunResult.class)
        .withImages(
            ClassLabels.parse(row.getString("predictions")), truths.apply(row.getString("truth")));
  }

  static <T> T json(ResultSet row, String column, Class<T> type) throws SQLException {
    try {
      return Json.read(row.getString(column), type);
    } catch (IOException e) {
      throw damaged(column, e);
    }
  }

  /** One of an enum's words. */
  static <T extends Enum<T>> T word(ResultSet row, String column, Class<T> type)
      throws SQLException {
    try {
      return Enum.valueOf(type, row.getString(column));
    } catch (IllegalArgumentException e) {
      throw damaged(column, e);
    }
  }

  private static StoreException damaged(String column, Exception e) {
    return new StoreException(
        "The database holds a %s that cannot be read (%s). `nightsweep rebuild` builds a new database from the journals."
            .formatted(column, e.getMessage()),
        e);
  }
}
