package dev.nightsweep.store.h2;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A few runs of a sweep that follow each other in the plan and in their keys, so that their epochs
 * lie side by side: what H2 reads of them at once it need not put on disk.
 *
 * @param first the first run's key
 */
record RunKeys(int first, List<String> ids) {
  private static final int MAX_IDS = 200;

  private record Run(int key, String id) {}

  /** All runs of the sweep's plan, in its order. */
  static List<RunKeys> ofSweep(Statements statements, String sweepId) throws SQLException {
    return groups(statements, "AND NOT r.removed ORDER BY r.ordinal", sweepId);
  }

  /** All runs that the sweep has and had, the oldest first. */
  static List<RunKeys> everOfSweep(Statements statements, String sweepId) throws SQLException {
    return groups(statements, "ORDER BY r.run_key", sweepId);
  }

  private static List<RunKeys> groups(Statements statements, String which, String sweepId)
      throws SQLException {
    List<RunKeys> groups = new ArrayList<>();
    for (Run run :
        statements.list(
            row -> new Run(row.getInt(1), row.getString(2)),
            """
            SELECT r.run_key, r.run_id
            FROM nightsweep.run r JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
            WHERE s.sweep_id = ?
            """
                + which,
            sweepId)) {
      RunKeys last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last == null || last.ids().size() == MAX_IDS || run.key() != last.last() + 1) {
        last = new RunKeys(run.key(), new ArrayList<>());
        groups.add(last);
      }
      last.ids().add(run.id());
    }
    return groups;
  }

  int last() {
    return first + ids.size() - 1;
  }

  String id(int runKey) {
    return ids.get(runKey - first);
  }
}
