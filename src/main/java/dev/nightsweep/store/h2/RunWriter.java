package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes the rows that a run's own journal decides. */
final class RunWriter {
  private final Statements statements;
  private final ReadingWriter readings;
  private final CardWriter cards;

  RunWriter(Statements statements, ReadingWriter readings) {
    this.statements = statements;
    this.readings = readings;
    this.cards = new CardWriter(statements);
  }

  boolean start(Place run, Entry.RunStarted started) throws SQLException {
    if (run.lastEpoch >= started.start().epoch()) {
      cutBack(run, started);
    }
    statements.update(
        "DELETE FROM nightsweep.training WHERE run_key = ? AND attempt = ?",
        run.key,
        started.attempt());
    statements.update(
        """
        INSERT INTO nightsweep.training(run_key, attempt, started_at, card_hash)
        VALUES (?, ?, ?, ?)
        """,
        run.key,
        started.attempt(),
        started.at(),
        started.model().isPresent() ? cards.keep(started.model().get()) : null);
    for (Map.Entry<String, String> fact : started.environment().facts().entrySet()) {
      statements.update(
          """
          INSERT INTO nightsweep.environment_fact(run_key, attempt, name, setting)
          VALUES (?, ?, ?, ?)
          """,
          run.key,
          started.attempt(),
          fact.getKey(),
          fact.getValue());
    }
    return true;
  }

  /** What earlier attempts reached after the place where this one goes on is void. */
  private void cutBack(Place run, Entry.RunStarted started) throws SQLException {
    readings.cutBack(run, started.attempt(), started.start().epoch());
    statements.update(
        "DELETE FROM nightsweep.run_result WHERE run_key = ? AND attempt < ?",
        run.key,
        started.attempt());
  }

  boolean finishEpoch(Place run, Entry.EpochFinished finished) throws SQLException {
    run.reach(finished.epoch());
    readings.add(run, finished.attempt(), finished.epoch(), finished.metrics());
    readings.addOfSystem(run, finished.attempt(), finished.epoch(), finished.system());
    return true;
  }

  boolean end(Place run, Entry.RunEnded ended) throws SQLException {
    run.reach(ended.lastEpoch());
    if (ended.outcome() instanceof Outcome.Completed completed) {
      RunResult result = completed.result();
      readings.add(run, ended.attempt(), ended.lastEpoch(), result.metrics());
      replaceResult(run, ended.attempt(), result);
    }
    return true;
  }

  /** An older attempt's result that arrives late does not replace a newer one's. */
  private void replaceResult(Place run, int attempt, RunResult result) throws SQLException {
    statements.update(
        "DELETE FROM nightsweep.run_result WHERE run_key = ? AND attempt <= ?", run.key, attempt);
    int added =
        statements.update(
            """
            INSERT INTO nightsweep.run_result(run_key, attempt, parameter_hash, result)
            SELECT CAST(? AS INTEGER), ?, ?, ? WHERE NOT EXISTS
              (SELECT * FROM nightsweep.run_result WHERE run_key = ?)
            """,
            run.key,
            attempt,
            result.parameterHash(),
            Json.write(result),
            run.key);
    if (added == 1) {
      insertConfusion(run, result.confusion());
    }
  }

  private void insertConfusion(Place run, List<List<Integer>> confusion) throws SQLException {
    for (int truth = 0; truth < confusion.size(); truth++) {
      List<Integer> row = confusion.get(truth);
      for (int predicted = 0; predicted < row.size(); predicted++) {
        statements.update(
            """
            INSERT INTO nightsweep.confusion(run_key, truth, predicted, images) VALUES (?, ?, ?, ?)
            """,
            run.key,
            truth,
            predicted,
            row.get(predicted));
      }
    }
  }
}
