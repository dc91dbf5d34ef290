package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The tables and views of an open database: which version they are, and how to get the newest. */
final class Schema {
  /** Where the migrations of this program stand on the class path. */
  static final List<String> MIGRATIONS = List.of("classpath:dev/nightsweep/store/h2");

  private final Flyway flyway;

  Schema(DataSource database, List<String> migrations) {
    flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database)
            .locations(migrations.toArray(String[]::new))
            .schemas("NIGHTSWEEP")
            .table("schema_version")
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .load();
  }

  /**
   * Whether nothing was ever completed here: a new file, or a first opening that was cut short. A
   * kill leaves only Flyway's note that it made the schema, which has no version.
   */
  boolean isUnfinished() {
    MigrationInfo current = flyway.info().current();
    return current == null || current.getVersion() == null || current.getState().isFailed();
  }

  /** The version that an older database is to be brought to; empty if it is up to date. */
  Optional<String> pendingVersion() {
    MigrationInfo[] pending = flyway.info().pending();
    return pending.length == 0
        ? Optional.empty()
        : Optional.of(pending[pending.length - 1].getVersion().getVersion());
  }

  void requireKnown() {
    boolean newer =
        Arrays.stream(flyway.info().all())
            .map(MigrationInfo::getState)
            .anyMatch(s -> s == MigrationState.FUTURE_SUCCESS || s == MigrationState.FUTURE_FAILED);
    if (newer) {
      throw new StoreException(
          "it was written by a newer Nightsweep (schema version %s). Use that"
                  .formatted(flyway.info().current().getVersion())
              + " version; or `nightsweep rebuild` builds a new one from the journals and keeps"
              + " this file.");
    }
    requireSameScripts();
  }

  /** Scripts change while a version is made; a database of such a version is of no use. */
  private void requireSameScripts() {
    boolean same =
        Arrays.stream(flyway.info().applied())
            .filter(applied -> applied.getVersion() != null)
            .allMatch(MigrationInfo::isChecksumMatching);
    if (!same) {
      throw new StoreException(
          "it was made by a version of Nightsweep that was never released. `nightsweep rebuild`"
              + " builds a new one from the journals and keeps this file.");
    }
  }

  void migrate() {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "it could not be brought to this version's schema (%s). `nightsweep rebuild`"
                  .formatted(e.getMessage().strip())
              + " builds a new one from the journals and keeps this file.",
          e);
    }
  }
}
