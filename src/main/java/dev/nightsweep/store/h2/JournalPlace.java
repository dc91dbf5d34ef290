package dev.nightsweep.store.h2;

import dev.nightsweep.model.JournalName;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** A journal's place in the database while a batch is applied: its row's key and how far it is. */
final class JournalPlace {
  final int key;

  /** No readings of a later epoch of the run are stored. */
  int storedEpoch;

  /** The last readings cannot be told from the stored ones and what is new. */
  boolean readingsReplaced;

  /** The names of all metrics that the run has; empty if nobody has asked yet. */
  Optional<Set<String>> metrics = Optional.empty();

  long position;
  int lastEpoch;

  JournalPlace(int key, long position, int lastEpoch) {
    this.key = key;
    this.storedEpoch = lastEpoch;
    this.position = position;
    this.lastEpoch = lastEpoch;
  }

  /** The journal's place; empty if its sweep or run is not known. */
  static Optional<JournalPlace> load(Statements statements, JournalName journal)
      throws SQLException {
    if (journal.runId().isEmpty()) {
      return statements.first(
          row -> new JournalPlace(row.getInt(1), row.getLong(2), 0),
          "SELECT sweep_key, journal_position FROM nightsweep.sweep WHERE sweep_id = ?",
          journal.sweepId());
    }
    return statements.first(
        row -> new JournalPlace(row.getInt(1), row.getLong(2), row.getInt(3)),
        """
        SELECT r.run_key, r.journal_position, r.last_epoch
        FROM nightsweep.run r JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
        WHERE r.run_id = ? AND s.sweep_id = ?
        """,
        journal.runId().get(),
        journal.sweepId());
  }

  /** The number of the journal's last indexed line, 0 if none. */
  static long position(Statements statements, JournalName journal) throws SQLException {
    return load(statements, journal).map(place -> place.position).orElse(0L);
  }

  void reach(int epoch) {
    lastEpoch = Math.max(lastEpoch, epoch);
  }

  /** The key of the row with an epoch's readings. */
  long epochKey(int epoch) {
    return EpochKeys.of(key, epoch);
  }
}
