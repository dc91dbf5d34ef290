package dev.nightsweep.store.h2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Knows at a glance, without Flyway, a database that has exactly this program's schema: nearly
 * every one that is opened. Flyway takes longer to start than many a command to answer.
 */
final class KnownSchema {
  /** All migrations of this program, in order. */
  static final List<String> SCRIPTS = List.of("V1__tables_and_public_views.sql");

  private KnownSchema() {}

  /** A migration that was completed: its file and Flyway's checksum of it. */
  private record Applied(String script, int checksum) {}

  /** True if it certainly is; false if Flyway has to look. */
  static boolean isOf(Connection connection) {
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT "script", "checksum", "success" FROM nightsweep."schema_version"
                WHERE "version" IS NOT NULL ORDER BY "installed_rank"
                """)) {
      List<Applied> applied = new ArrayList<>();
      while (rows.next()) {
        if (!rows.getBoolean("success")) {
          return false;
        }
        applied.add(new Applied(rows.getString("script"), rows.getInt("checksum")));
      }
      return applied.equals(SCRIPTS.stream().map(KnownSchema::own).toList());
    } catch (SQLException e) {
      return false; // nothing there yet, or nothing that we know
    }
  }

  private static Applied own(String script) {
    return new Applied(script, checksum(script));
  }

  /** As Flyway computes it: the CRC-32 of the lines without their breaks. */
  private static int checksum(String script) {
    CRC32 crc = new CRC32();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                KnownSchema.class.getResourceAsStream(script), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        crc.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + script + " from the class path", e);
    }
    return (int) crc.getValue();
  }
}
