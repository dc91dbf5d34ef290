package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Environment;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes environments, each distinct one once. */
final class EnvironmentWriter {
  private final Statements statements;
  private final Set<String> known = new HashSet<>();

  EnvironmentWriter(Statements statements) {
    this.statements = statements;
  }

  /** Keeps the environment, if it is not kept yet; returns its key. */
  String keep(Environment environment) throws SQLException {
    String hash = DigestUtils.sha256Hex(Json.write(environment));
    if (known.add(hash) && insert(hash)) {
      for (Map.Entry<String, String> fact : environment.facts().entrySet()) {
        statements.update(
            """
            INSERT INTO nightsweep.environment_fact(environment_hash, name, setting)
            VALUES (?, ?, ?)
            """,
            hash,
            fact.getKey(),
            fact.getValue());
      }
    }
    return hash;
  }

  /** Forgets the environments of no attempt. */
  void forgetUnused() throws SQLException {
    statements.update(
        """
        DELETE FROM nightsweep.environment e WHERE NOT EXISTS
          (SELECT * FROM nightsweep.training t WHERE t.environment_hash = e.environment_hash)
        """);
  }

  /** Whether it was not there before. */
  private boolean insert(String hash) throws SQLException {
    return statements.update(
            """
            INSERT INTO nightsweep.environment(environment_hash)
            SELECT CAST(? AS VARCHAR) WHERE NOT EXISTS
              (SELECT * FROM nightsweep.environment WHERE environment_hash = ?)
            """,
            hash,
            hash)
        == 1;
  }
}
