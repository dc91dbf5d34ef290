package dev.nightsweep.publish.queries;

import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.report.CurvesView;
import dev.nightsweep.report.RunMetrics;
import dev.nightsweep.report.SectionQuery;
import dev.nightsweep.report.SweepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Queries for what was read, for the sections that show it and those that rest on it. */
final class RowQueries {
  private static final String RUNS_WITH_ARMS =
      " FROM runs r JOIN arms a ON a.sweep_id = r.sweep_id AND a.arm_id = r.arm_id ";
  private static final String COMPARED =
      " AND r.phase = 'COMPARISON' AND r.state = 'COMPLETED' AND NOT r.removed ";

  private final SweepFacts facts;
  private final SweepHeader header;
  private final String sweep;

  RowQueries(SweepFacts facts) {
    this.facts = facts;
    this.header = facts.sweep().header();
    this.sweep = Sql.literal(header.sweepId());
  }

  List<SectionQuery> curves() {
    return List.of(
        Sql.query(
            "The curves; an error is one minus the accuracy",
            "SELECT a.label, m.name, m.epoch, MIN(m.reading) AS lowest, AVG(m.reading) AS mean,"
                + " MAX(m.reading) AS highest, COUNT(*) AS seeds"
                + RUNS_WITH_ARMS
                + "JOIN metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s"
                + COMPARED
                + "AND m.kind = 'finite' AND m.name IN (%s)"
                + " GROUP BY a.ordinal, a.label, m.name, m.epoch"
                + " ORDER BY m.name, a.ordinal, m.epoch",
            sweep,
            Sql.literals(CurvesView.metrics(facts))));
  }

  List<SectionQuery> times() {
    List<SectionQuery> queries = new ArrayList<>(List.of(medians(), means(), busy()));
    if (!facts.contrasts().isEmpty()) {
      queries.add(pairs(List.of(Metrics.TIME)));
    }
    return queries;
  }

  private SectionQuery medians() {
    return Sql.query(
        "The times by arm",
        """
        SELECT t.label, MEDIAN(t.seconds) AS seconds, MEDIAN(t.cpu_seconds) AS cpu_seconds,
        COUNT(t.seconds) AS timed, COUNT(*) - COUNT(t.seconds) AS left_out
        FROM times t JOIN runs r ON r.run_id = t.run_id
        WHERE t.sweep_id = %s AND t.phase = 'COMPARISON'
        AND r.state NOT IN ('PENDING', 'RUNNING', 'PAUSED') GROUP BY t.label
        """,
        sweep);
  }

  private SectionQuery means() {
    return Sql.query(
        "The means by arm",
        """
        SELECT label, AVG(reading) AS mean, COUNT(*) AS runs FROM readings WHERE sweep_id = %s
        AND phase = 'COMPARISON' AND state = 'COMPLETED' AND name = %s GROUP BY label
        """,
        sweep,
        Sql.literal(header.objective().metric()));
  }

  private SectionQuery busy() {
    return Sql.query(
        "What the workers did",
        """
        SELECT t.worker, COUNT(*) AS attempts,
        SUM(DATEDIFF(MILLISECOND, t.started_at, t.ended_at)) / 1000.0 AS seconds
        FROM runs r JOIN attempts t ON t.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        GROUP BY t.worker ORDER BY t.worker
        """,
        sweep);
  }

  List<SectionQuery> runs() {
    List<SectionQuery> queries = new ArrayList<>(List.of(states()));
    List<String> metrics = RunMetrics.shown(facts);
    if (!metrics.isEmpty()) {
      queries.add(finalReadings(metrics));
      queries.add(secondsAnEpoch());
      queries.add(epochs());
    }
    if (facts.runs().stream().anyMatch(run -> run.result().isPresent())) {
      queries.add(confusions());
    }
    return queries;
  }

  private SectionQuery finalReadings(List<String> metrics) {
    return Sql.query(
        "The last readings of every run",
        """
        SELECT run_id, label, seed, state, name, reading, kind FROM readings
        WHERE sweep_id = %s AND name IN (%s) ORDER BY seed, label, name
        """,
        sweep,
        Sql.literals(metrics));
  }

  SectionQuery states() {
    return Sql.query(
        "States, attempts and when runs began",
        "SELECT r.run_id, a.label, r.seed, r.state, r.attempts, r.started_at"
            + RUNS_WITH_ARMS
            + "WHERE r.sweep_id = %s AND NOT r.removed ORDER BY r.ordinal",
        sweep);
  }

  private SectionQuery secondsAnEpoch() {
    return Sql.query(
        "The seconds an epoch",
        """
        SELECT m.run_id, MEDIAN(m.reading) AS seconds
        FROM runs r JOIN metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s
        AND NOT r.removed AND m.name = 'seconds' AND m.epoch > 1 GROUP BY m.run_id
        """,
        sweep);
  }

  private SectionQuery epochs() {
    return Sql.query(
        "The epochs of every run",
        """
        SELECT r.run_id, m.epoch, m.name, m.reading, m.kind FROM runs r
        JOIN metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        """,
        sweep);
  }

  private SectionQuery confusions() {
    return Sql.query(
        "The confusions",
        """
        SELECT c.run_id, c.truth, c.predicted, c.images FROM runs r
        JOIN confusions c ON c.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        """,
        sweep);
  }

  List<SectionQuery> failures() {
    return List.of(
        Sql.query(
            "How attempts ended",
            """
            SELECT t.state, t.cause, COUNT(*) AS attempts FROM runs r
            JOIN attempts t ON t.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
            GROUP BY t.state, t.cause ORDER BY attempts DESC
            """,
            sweep));
  }

  /** The sweep, its arms' settings and, if it is known, their nets. */
  List<SectionQuery> asked() {
    List<SectionQuery> queries = new ArrayList<>();
    queries.add(Sql.query("The sweep", "SELECT * FROM sweeps WHERE sweep_id = %s", sweep));
    if (!header.factors().isEmpty()) {
      queries.add(settings());
    }
    if (tellsOfNets()) {
      queries.add(layers());
    }
    return queries;
  }

  SectionQuery settings() {
    List<String> names =
        Stream.of(
                header.factors().stream().map(Factor::name),
                header.searched().stream().map(Searched::name),
                Stream.of("learning_rate"))
            .flatMap(n -> n)
            .toList();
    return Sql.query(
        "The settings of the arms",
        "SELECT DISTINCT a.label, p.name, p.setting"
            + RUNS_WITH_ARMS
            + "JOIN run_parameters p ON p.run_id = r.run_id WHERE r.sweep_id = %s"
            + " AND NOT r.removed AND p.name IN (%s) ORDER BY a.label, p.name",
        sweep,
        Sql.literals(names));
  }

  private SectionQuery layers() {
    return Sql.query(
        "The layers",
        "SELECT DISTINCT a.label, l.ordinal, l.name, l.kind, l.output_shape, l.parameters,"
            + " l.multiply_adds, l.onednn"
            + RUNS_WITH_ARMS
            + "JOIN layers l ON l.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed"
            + " ORDER BY a.label, l.ordinal",
        sweep);
  }

  SectionQuery environments() {
    return Sql.query(
        "What runs recorded at their last attempts",
        """
        SELECT e.name, e.setting, COUNT(*) AS runs FROM runs r
        JOIN environments e ON e.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        AND e.attempt = (SELECT MAX(l.attempt) FROM environments l WHERE l.run_id = r.run_id)
        GROUP BY e.name, e.setting ORDER BY e.name
        """,
        sweep);
  }

  SectionQuery runTimes() {
    return Sql.query(
        "The times by run",
        "SELECT run_id, label, seed, seconds, cpu_seconds FROM times WHERE sweep_id = %s",
        sweep);
  }

  SectionQuery pairs(List<String> metrics) {
    return Sql.query(
        "The differences, seed by seed; for time, ratios",
        """
        SELECT factor, level, baseline, metric, seed, level_reading, baseline_reading, difference
        FROM pairs WHERE sweep_id = %s AND metric IN (%s)
        ORDER BY factor, level, baseline, metric, seed
        """,
        sweep,
        Sql.literals(metrics));
  }

  SectionQuery pairedTimes() {
    return Sql.query(
        "The times of the runs that count",
        """
        SELECT label, seed, seconds, cpu_seconds FROM times
        WHERE sweep_id = %s AND phase = 'COMPARISON' ORDER BY seed, label
        """,
        sweep);
  }

  /** Where machines disagree, by the facts that tell them apart; a seed of two has both. */
  List<SectionQuery> ratiosByMachine() {
    List<String> telling =
        facts.contrasts().stream()
            .flatMap(row -> row.machines().stream())
            .flatMap(machines -> machines.facts().stream())
            .toList();
    SectionQuery ratios =
        Sql.query(
            "The ratios by machine",
            """
            SELECT p.factor, p.level, p.baseline, m.machine, COUNT(*) AS seeds,
            EXP(AVG(LN(p.baseline_reading))) AS baseline_seconds,
            EXP(AVG(LN(p.level_reading))) AS level_seconds,
            EXP(AVG(LN(p.difference))) AS ratio, STDDEV_SAMP(LN(p.difference)) AS sd_of_logarithms
            FROM pairs p JOIN (SELECT r.seed,
            LISTAGG(DISTINCT e.name || ' ' || e.setting, ', ')
            WITHIN GROUP (ORDER BY e.name || ' ' || e.setting) AS machine
            FROM runs r JOIN environments e ON e.run_id = r.run_id
            WHERE r.sweep_id = %1$s AND r.phase = 'COMPARISON' AND e.name IN (%2$s)
            AND e.attempt = (SELECT MAX(l.attempt) FROM environments l WHERE l.run_id = r.run_id)
            GROUP BY r.seed) m ON m.seed = p.seed
            WHERE p.sweep_id = %1$s AND p.metric = 'time'
            GROUP BY p.factor, p.level, p.baseline, m.machine
            ORDER BY p.factor, p.level, p.baseline, m.machine
            """,
            sweep,
            Sql.literals(telling));
    return telling.isEmpty() ? List.of() : List.of(ratios);
  }

  SectionQuery compared(List<String> metrics) {
    return Sql.query(
        "The readings that are compared",
        """
        SELECT label, seed, name, reading FROM readings WHERE sweep_id = %s
        AND phase = 'COMPARISON' AND state = 'COMPLETED' AND name IN (%s) ORDER BY name, seed
        """,
        sweep,
        Sql.literals(metrics));
  }

  /** What the levels of the factors cost. */
  List<SectionQuery> costs() {
    List<SectionQuery> queries =
        new ArrayList<>(List.of(pairedTimes(), compared(List.of(Metrics.PEAK_MEMORY_BYTES))));
    queries.addAll(ratiosByMachine());
    if (tellsOfNets()) {
      queries.add(sizes());
    }
    return queries;
  }

  private boolean tellsOfNets() {
    return facts.runs().stream().anyMatch(run -> run.model().isPresent());
  }

  private SectionQuery sizes() {
    return Sql.query(
        "The sizes of the nets",
        "SELECT DISTINCT a.label, SUM(l.parameters) AS parameters,"
            + " SUM(l.multiply_adds) AS multiply_adds"
            + RUNS_WITH_ARMS
            + "JOIN layers l ON l.run_id = r.run_id WHERE r.sweep_id = %s"
            + COMPARED
            + "GROUP BY a.label, r.run_id",
        sweep);
  }

  /** The test set, image by image. */
  List<SectionQuery> images() {
    return List.of(
        Sql.query(
            "How many images each net has right",
            """
            SELECT p.label, p.seed, p.images, COUNT(*) AS correct,
            CAST(COUNT(*) AS DOUBLE PRECISION) / p.images AS accuracy FROM predictions p
            JOIN SYSTEM_RANGE(1, 1000000) n ON n.x <= p.images
            AND SUBSTRING(p.predicted, n.x, 1) = SUBSTRING(p.truth, n.x, 1)
            WHERE p.sweep_id = %s AND p.phase = 'COMPARISON'
            GROUP BY p.run_id, p.label, p.seed, p.images ORDER BY p.seed, p.label
            """,
            sweep),
        Sql.query(
            "Of any two nets of one seed the images that one or both have right, and those told"
                + " apart",
            """
            SELECT seed, label, other, COUNT(*) FILTER (WHERE p_right AND NOT q_right) AS only_first,
            COUNT(*) FILTER (WHERE q_right AND NOT p_right) AS only_other, COUNT(*) FILTER (WHERE p_right AND q_right) AS both_right,
            COUNT(*) FILTER (WHERE apart) AS told_apart FROM (SELECT p.seed, p.label, q.label AS other,
            SUBSTRING(p.predicted, n.x, 1) = SUBSTRING(p.truth, n.x, 1) AS p_right,
            SUBSTRING(q.predicted, n.x, 1) = SUBSTRING(p.truth, n.x, 1) AS q_right,
            SUBSTRING(p.predicted, n.x, 1) <> SUBSTRING(q.predicted, n.x, 1) AS apart
            FROM predictions p JOIN predictions q ON q.sweep_id = p.sweep_id
            AND q.phase = p.phase AND q.seed = p.seed AND q.label < p.label
            JOIN SYSTEM_RANGE(1, 1000000) n ON n.x <= p.images
            WHERE p.sweep_id = %s AND p.phase = 'COMPARISON')
            GROUP BY seed, label, other ORDER BY seed
            """,
            sweep));
  }

  /** What was tried, and what it read. */
  List<SectionQuery> search() {
    String objective = header.objective().metric();
    return List.of(
        Sql.query(
            "The trials in the order in which they ended",
            """
            SELECT r.run_id, x.label, r.state, r.ended_at, x.name, x.reading FROM runs r
            LEFT JOIN readings x ON x.run_id = r.run_id AND x.name IN (%2$s)
            WHERE r.sweep_id = %1$s AND r.phase = 'COMPARISON' AND NOT r.removed
            ORDER BY r.ended_at, x.name
            """,
            sweep,
            Sql.literals(List.of(objective, Metrics.SECONDS))),
        Sql.query(
            "The winner, trained again",
            """
            SELECT seed, state, name, reading, AVG(reading) OVER (PARTITION BY name, state) AS mean
            FROM readings WHERE sweep_id = %s
            AND phase = 'WINNER' AND name IN (%s) ORDER BY name, seed
            """,
            sweep,
            Sql.literals(List.of(objective, facts.objective().testTwin().orElse(objective)))),
        settings());
  }
}
