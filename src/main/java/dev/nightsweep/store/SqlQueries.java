package dev.nightsweep.store;

import dev.nightsweep.model.Table;

/** Read-only SQL over the public views of a store that is a database. */
public interface SqlQueries {
  /**
   * Answers a read-only SQL query over the public views.
   *
   * @param maxRows rows beyond that are an error that says so
   * @throws QueryException if the SQL is wrong or not allowed
   * @throws StoreException if the store itself fails
   */
  Table query(String sql, int maxRows);
}
