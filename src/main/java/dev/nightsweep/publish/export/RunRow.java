package dev.nightsweep.publish.export;

import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as a row of CSV.
 *
 * @param arm what its arm is called
 */
record RunRow(RunRecord run, Settings settings, String arm) {
  private static final CsvColumn<RunRow> SWEEP_ID =
      CsvColumn.text("sweep_id", "The sweep's id.", row -> row.run.sweepId());
  private static final CsvColumn<RunRow> RUN_ID =
      CsvColumn.text("run_id", "The run's id.", row -> row.run.runId());
  private static final CsvColumn<RunRow> ARM_ID =
      CsvColumn.text("arm_id", "The id of the run's arm in its sweep.", row -> row.run.armId());
  private static final CsvColumn<RunRow> ARM =
      CsvColumn.text(
          "arm", "What the run's arm is called, with what is tuned inside it.", RunRow::arm);
  private static final CsvColumn<RunRow> PHASE =
      CsvColumn.word(
          "phase", PlannedRun.Phase.class, "What the run is for.", row -> row.run.phase());
  private static final CsvColumn<RunRow> SEED =
      CsvColumn.integer(
          "seed", "", "The run's seed: runs of equal seeds are pairs.", row -> row.run.seed());
  private static final CsvColumn<RunRow> STATE =
      CsvColumn.word("state", RunState.class, "Where the run stands.", row -> row.run.state());

  /** What tells runs apart. */
  static final List<CsvColumn<RunRow>> KEY = List.of(RUN_ID, ARM, PHASE, SEED, STATE);

  /** The same in files, which may be read together with those of other sweeps. */
  static final List<CsvColumn<RunRow>> FULL_KEY =
      Stream.concat(Stream.of(SWEEP_ID), KEY.stream()).toList();

  /** All that is known of a run but for its parameters and readings. */
  static final List<CsvColumn<RunRow>> ALL =
      List.of(
          SWEEP_ID,
          RUN_ID,
          ARM_ID,
          ARM,
          PHASE,
          SEED,
          STATE,
          CsvColumn.integer(
              "attempts", "≥ 0", "How often it was begun.", row -> row.run.attempts()),
          CsvColumn.integer(
              "last_epoch",
              "≥ 0",
              "The last epoch that was finished; 0 if none was.",
              row -> row.run.lastEpoch()),
          CsvColumn.time("started_at", "When it began.", row -> row.run.startedAt()),
          CsvColumn.time("ended_at", "When it ended.", row -> row.run.endedAt()),
          new CsvColumn<>(
              "reused_from",
              CsvColumn.Kind.TEXT,
              "",
              "",
              "The id of the equal run whose results stand for this one's; empty if it was trained.",
              row -> row.run.reusedFrom()),
          CsvColumn.text(
              "identity",
              "Hash of all that decides the result: equal identities give equal results.",
              row -> row.run.identity()),
          new CsvColumn<>(
              "parameter_hash",
              CsvColumn.Kind.TEXT,
              "",
              "",
              "Hash of the trained net's parameters, where it was taken.",
              row -> row.run.parameterHash()));

  static RunRow of(SweepRecord sweep, RunRecord run) {
    return new RunRow(run, sweep.settings(run), sweep.label(run));
  }
}
