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

  /** Whether nothing was ever completed here: a new file, or a first opening that was cut short. */
  boolean isUnfinished() {
    return flyway.info().current() == null;
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
          "it was written by a newer Nightsweep (schema version %s). Use that version, or move the"
                  .formatted(flyway.info().current().getVersion())
              + " file away: the next command builds a new one from the journals.");
    }
  }

  void migrate() {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "it could not be brought to this version's schema (%s). Move the file away: the next"
                  .formatted(e.getMessage().strip())
              + " command builds a new one from the journals.",
          e);
    }
  }
}
