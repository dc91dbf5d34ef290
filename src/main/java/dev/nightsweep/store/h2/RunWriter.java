package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows that a run's own journal decides. */
final class RunWriter {
  /** As long as a text in a row of H2's can be; of more images only the journal tells. */
  private static final int MAX_IMAGES = 1_048_576;

  private final Statements statements;
  private final ReadingWriter readings;
  private final CardWriter cards;
  private final EnvironmentWriter environments;

  RunWriter(Statements statements, ReadingWriter readings) {
    this.statements = statements;
    this.readings = readings;
    this.cards = new CardWriter(statements);
    this.environments = new EnvironmentWriter(statements);
  }

  boolean start(JournalPlace run, Entry.RunStarted started) throws SQLException {
    if (run.lastEpoch >= started.start().epoch()) {
      cutBack(run, started);
    }
    statements.update(
        "DELETE FROM nightsweep.training WHERE run_key = ? AND attempt = ?",
        run.key,
        started.attempt());
    statements.update(
        """
        INSERT INTO nightsweep.training(run_key, attempt, started_at, environment_hash, card_hash)
        VALUES (?, ?, ?, ?, ?)
        """,
        run.key,
        started.attempt(),
        started.at(),
        environments.keep(started.environment()),
        started.model().isPresent() ? cards.keep(started.model().get()) : null);
    return true;
  }

  /** What earlier attempts reached after the place where this one goes on is void. */
  private void cutBack(JournalPlace run, Entry.RunStarted started) throws SQLException {
    readings.cutBack(run, started.attempt(), started.start().epoch());
    statements.update(
        "DELETE FROM nightsweep.run_result WHERE run_key = ? AND attempt < ?",
        run.key,
        started.attempt());
  }

  boolean finishEpoch(JournalPlace run, Entry.EpochFinished finished) throws SQLException {
    run.reach(finished.epoch());
    readings.add(run, finished.attempt(), finished.epoch(), finished.metrics(), finished.system());
    return true;
  }

  boolean end(JournalPlace run, Entry.RunEnded ended) throws SQLException {
    run.reach(ended.lastEpoch());
    if (ended.outcome() instanceof Outcome.Completed completed) {
      RunResult result = completed.result();
      readings.addAtEnd(run, ended.attempt(), ended.lastEpoch(), result.metrics());
      replaceResult(run, ended.attempt(), result);
    }
    return true;
  }

  /** An older attempt's result that arrives late does not replace a newer one's. */
  private void replaceResult(JournalPlace run, int attempt, RunResult result) throws SQLException {
    statements.update(
        "DELETE FROM nightsweep.run_result WHERE run_key = ? AND attempt <= ?", run.key, attempt);
    boolean fits = result.predictions().size() <= MAX_IMAGES;
    int classes = result.confusion().stream().mapToInt(List::size).max().orElse(0);
    int inserted =
        statements.update(
            """
            INSERT INTO nightsweep.run_result(run_key, attempt, classes, confusion, result,
              predictions, truth)
            SELECT CAST(? AS INTEGER), ?, ?, ?, ?, ?, ? WHERE NOT EXISTS
              (SELECT * FROM nightsweep.run_result WHERE run_key = ?)
            """,
            run.key,
            attempt,
            classes,
            rowByRow(result.confusion(), classes),
            Json.write(result.withImages(ClassLabels.NONE, ClassLabels.NONE)),
            fits ? result.predictions().text() : "",
            fits ? result.truth().text() : "",
            run.key);
    if (inserted > 0) {
      statements.update(
          "UPDATE nightsweep.run SET parameter_hash = ? WHERE run_key = ?",
          result.parameterHash(),
          run.key);
    }
  }

  private static Integer[] rowByRow(List<List<Integer>> confusion, int classes) {
    Integer[] cells = new Integer[confusion.size() * classes];
    for (int truth = 0; truth < confusion.size(); truth++) {
      List<Integer> row = confusion.get(truth);
      for (int predicted = 0; predicted < row.size(); predicted++) {
        cells[truth * classes + predicted] = row.get(predicted);
      }
    }
    return cells;
  }
}
