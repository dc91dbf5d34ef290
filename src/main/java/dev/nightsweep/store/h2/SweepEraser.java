package dev.nightsweep.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Deletes sweeps. The rows that the public views show go first, in one transaction. The epochs,
 * which are most of a sweep's rows, follow in slices, each in a transaction of its own, because one
 * transaction of half a million rows takes H2 several times as long.
 */
final class SweepEraser {
  private static final int SLICE_RUNS = 40;

  private final Statements statements;

  SweepEraser(Statements statements) {
    this.statements = statements;
  }

  /** Runs whose keys follow each other. */
  private record Range(int first, int last) {
    static Range read(ResultSet row) throws SQLException {
      return new Range(row.getInt("first_run_key"), row.getInt("last_run_key"));
    }
  }

  /** Removes what can be seen of the sweep, and notes which epochs are to go. */
  void forget(String sweepId) throws SQLException {
    for (RunKeys range : RunKeys.everOfSweep(statements, sweepId)) {
      for (String table : List.of("attempt", "training", "run_result", "last_readings", "run")) {
        statements.update(
            "DELETE FROM nightsweep.%s WHERE run_key BETWEEN ? AND ?".formatted(table),
            range.first(),
            range.last());
      }
      statements.update(
          "INSERT INTO nightsweep.deleted_runs(first_run_key, last_run_key) VALUES (?, ?)",
          range.first(),
          range.last());
    }
    statements.update("DELETE FROM nightsweep.sweep WHERE sweep_id = ?", sweepId);
    new CardWriter(statements).forgetUnused();
    new EnvironmentWriter(statements).forgetUnused();
  }

  /** Whether there are epochs of deleted sweeps. */
  boolean hasLeft() throws SQLException {
    return firstLeft().isPresent();
  }

  private Optional<Range> firstLeft() throws SQLException {
    return statements.first(
        Range::read,
        "SELECT first_run_key, last_run_key FROM nightsweep.deleted_runs"
            + " ORDER BY first_run_key FETCH FIRST ROW ONLY");
  }

  /** Removes a slice of what deleted runs left; whether there may be more. */
  boolean purgeSlice() throws SQLException {
    Optional<Range> left = firstLeft();
    if (left.isEmpty()) {
      return false;
    }
    Range range = left.get();
    int last = Math.min(range.last(), range.first() + SLICE_RUNS - 1);
    statements.update(
        "DELETE FROM nightsweep.epoch WHERE epoch_key BETWEEN ? AND ?",
        EpochKeys.first(range.first()),
        EpochKeys.last(last));
    if (last == range.last()) {
      statements.update(
          "DELETE FROM nightsweep.deleted_runs WHERE first_run_key = ?", range.first());
    } else {
      statements.update(
          "UPDATE nightsweep.deleted_runs SET first_run_key = ? WHERE first_run_key = ?",
          last + 1,
          range.first());
    }
    return true;
  }
}
