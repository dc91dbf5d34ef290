package dev.nightsweep.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.store.QueryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person's SQL may do, and what it may not. */
class PublicQueryTest {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  private Path folder;
  private H2Store store;

  @BeforeEach
  void open() {
    folder = databases.folder();
    store = databases.store(folder);
    store.index(Fixtures.journals(Fixtures.SWEEP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id FROM runs",
        "  SELECT run_id FROM runs ; ; \n",
        "WITH r AS (SELECT * FROM runs) SELECT run_id FROM r",
        "TABLE runs",
        "VALUES 1, 2, 3, 4, 5, 6",
        "(SELECT 'x') UNION ALL (SELECT run_id FROM runs LIMIT 5)",
        "SELECT r.run_id, m.run_id FROM runs r JOIN attempts m USING (run_id) LIMIT 6",
        "SELECT 'a;b', run_id FROM runs -- ; all of them",
        "SELECT 'SHUTDOWN', run_id FROM runs /* ; */",
        "SELECT run_id FROM PUBLIC.\"RUNS\" ORDER BY seed"
      })
  void queriesAreAnswered(String sql) {
    assertThat(Answers.of(store, sql).rows()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT FILE_READ('/etc/hostname')",
        "SELECT FILE_WRITE('x', 'written.txt')",
        "SELECT * FROM CSVREAD('/etc/hostname')",
        "CALL CSVWRITE('written.csv', 'SELECT 1')",
        "SELECT CSVWRITE('written.csv', 'SELECT 1')",
        "CREATE ALIAS halt FOR \"java.lang.System.exit(int)\"",
        "SHUTDOWN",
        "SHUTDOWN IMMEDIATELY",
        "SCRIPT",
        "SCRIPT TO 'script.sql'",
        "RUNSCRIPT FROM 'script.sql'",
        "BACKUP TO 'backup.zip'",
        "SET WRITE_DELAY 500",
        "SET SCHEMA INFORMATION_SCHEMA",
        "SET PASSWORD 'mine'",
        "SET @x = 1",
        "DROP VIEW runs",
        "DROP ALL OBJECTS",
        "INSERT INTO NIGHTSWEEP.series VALUES (99, 'x', FALSE)",
        "UPDATE NIGHTSWEEP.run SET state = 'COMPLETED'",
        "DELETE FROM NIGHTSWEEP.run",
        "DELETE FROM runs",
        "SELECT * FROM FINAL TABLE (INSERT INTO NIGHTSWEEP.series VALUES (99, 'x', FALSE))",
        "MERGE INTO NIGHTSWEEP.series VALUES (99, 'x', FALSE)",
        "TRUNCATE TABLE NIGHTSWEEP.reading",
        "CREATE TABLE mine(x INTEGER)",
        "CREATE LOCAL TEMPORARY TABLE mine AS SELECT 1",
        "CREATE USER mine PASSWORD ''",
        "ALTER USER reader ADMIN TRUE",
        "GRANT SELECT ON SCHEMA NIGHTSWEEP TO reader",
        "CALL LINK_SCHEMA('x', '', 'jdbc:h2:mem:', 'sa', '', 'PUBLIC')",
        "SELECT * FROM LINK_SCHEMA('x', '', 'jdbc:h2:mem:', 'sa', '', 'PUBLIC')",
        "SELECT * FROM NIGHTSWEEP.run",
        "SELECT * FROM (SELECT * FROM NIGHTSWEEP.sweep)",
        "TABLE NIGHTSWEEP.version",
        "SELECT * FROM INFORMATION_SCHEMA.USERS",
        "SELECT * FROM \"information_schema\".users",
        "SELECT * FROM U&\"INFORMATION\\005fSCHEMA\".USERS",
        "SELECT MEMORY_USED()",
        "SELECT CANCEL_SESSION(1)",
        "CHECKPOINT SYNC",
        "EXECUTE IMMEDIATE 'SHUTDOWN'",
        "EXPLAIN ANALYZE DELETE FROM NIGHTSWEEP.run",
        "SELECT 1; SET PASSWORD 'mine'",
        "SELECT 1; SHUTDOWN",
        "SELECT 1 /* /* */ ' */ ; SET PASSWORD 'mine' -- '",
        "SELECT 1 // '\n; SET PASSWORD 'mine' // '",
        "SELECT 1) FROM runs; SET PASSWORD 'mine'; SELECT (1",
        "SELECT 1; SELECT 2",
        "",
        ";"
      })
  void everythingElseIsRefusedAndChangesNothing(String sql) {
    assertThatThrownBy(() -> Answers.of(store, sql))
        .isInstanceOf(QueryException.class)
        .message()
        .isNotBlank()
        .doesNotContain("SQL statement:\n");

    assertThat(Answers.of(store, "SELECT run_id FROM runs WHERE state = 'COMPLETED'").rows())
        .hasSize(4);
    assertThat(store.run(Fixtures.run(Fixtures.SWEEP, 'n', 1))).isPresent();
    assertThat(folder).isDirectoryContaining("glob:**nightsweep.mv.db");
    assertThat(folder.toFile().list()).hasSize(1);
    for (String file : new String[] {"written.txt", "written.csv", "script.sql", "backup.zip"}) {
      assertThat(Files.exists(Path.of(file))).as(file).isFalse();
    }
  }

  @Test
  void whatIsNotAllowedIsSaidInWords() {
    assertThatThrownBy(() -> Answers.of(store, "SELECT FILE_READ('/etc/hostname')"))
        .hasMessageStartingWith("Not allowed: queries only read the public views.");
    assertThatThrownBy(() -> Answers.of(store, "SELECT * FROM NIGHTSWEEP.run"))
        .hasMessageStartingWith("Not allowed");
    assertThatThrownBy(() -> Answers.of(store, "SELECT 1; SELECT 2"))
        .hasMessageStartingWith("Only one query at a time");
    assertThatThrownBy(() -> Answers.of(store, "DROP VIEW runs"))
        .hasMessageStartingWith("Only one query at a time");
  }

  @Test
  void whatIsNestedTooDeeplyIsSaidToBe() {
    for (int depth : List.of(2_000, 20_000, 200_000)) {
      String sql = "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth);
      assertThatThrownBy(() -> Answers.of(store, sql))
          .isInstanceOf(QueryException.class)
          .hasMessage("The query is nested too deeply.");
    }
    assertThat(Answers.of(store, "SELECT 1").rows()).hasSize(1);
  }

  @Test
  void anUnknownViewListsTheViews() {
    assertThatThrownBy(() -> Answers.of(store, "SELECT * FROM metric"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("METRIC")
        .hasMessageEndingWith(
            "The views are arms, attempts, candidates, confusions, contrasts, departures,"
                + " environments, events, layers, metrics, pairs, predictions, readings,"
                + " run_parameters, runs, sweeps, system_metrics, times.");
  }

  @Test
  void anUnknownColumnListsTheColumnsOfTheViewsInTheQuery() {
    assertThatThrownBy(() -> Answers.of(store, "SELECT accuracy FROM metrics"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("ACCURACY")
        .hasMessageEndingWith("Columns: metrics(run_id, epoch, name, reading, kind, attempt).");
  }

  @Test
  void aSyntaxErrorIsExplainedWithoutTheEcho() {
    assertThatThrownBy(() -> Answers.of(store, "SELEC 1"))
        .isInstanceOf(QueryException.class)
        .message()
        .doesNotContain("42001");
  }

  @Test
  void aCalculationThatFailsIsTheQuerysProblem() {
    assertThatThrownBy(() -> Answers.of(store, "SELECT 1 / (seed - seed) FROM runs"))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void noRowsAreStillColumns() {
    assertThat(Answers.of(store, "SELECT run_id FROM runs WHERE seed = 77").columns())
        .containsExactly("run_id");
  }
}
