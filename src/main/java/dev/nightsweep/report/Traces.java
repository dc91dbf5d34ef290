package dev.nightsweep.report;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For every section of a sweep's page the queries that give its numbers, or the rows that they were
 * computed from.
 */
public final class Traces {
  private static final String RUNS_WITH_ARMS =
      " FROM runs r JOIN arms a ON a.sweep_id = r.sweep_id AND a.arm_id = r.arm_id ";
  private static final String COMPARED =
      " AND r.phase = 'COMPARISON' AND r.state = 'COMPLETED' AND NOT r.removed ";

  private final SweepFacts facts;
  private final SweepHeader header;
  private final String sweep;

  Traces(SweepFacts facts) {
    this.facts = facts;
    this.header = facts.sweep().header();
    this.sweep = Trace.literal(header.sweepId());
  }

  public List<Trace> answer() {
    Trace states =
        Trace.of(
            "How many runs are in each state",
            "SELECT state, COUNT(*) AS runs FROM runs WHERE sweep_id = %s AND NOT removed GROUP BY state",
            sweep);
    return Stream.concat(verdicts().stream(), Stream.of(states)).toList();
  }

  /** What was tried in every arm, and with what. */
  public List<Trace> tuned() {
    Optional<Tuning> tuning = header.tuning().filter(Tuning::isDone);
    if (tuning.isEmpty()) {
      return List.of();
    }
    List<Trace> traces = new ArrayList<>(List.of(candidates(), selection(tuning.get())));
    traces.addAll(verdicts());
    return traces;
  }

  private Trace candidates() {
    return Trace.of(
        "What was tried in every arm",
        """
        SELECT label, candidate, mean, runs, lost, chosen FROM candidates WHERE sweep_id = %1$s
        AND journal_line = (SELECT MAX(journal_line) FROM candidates WHERE sweep_id = %1$s)
        ORDER BY label, ordinal
        """,
        sweep);
  }

  private Trace selection(Tuning tuning) {
    return Trace.of(
        "The readings on the selection seeds",
        """
        SELECT r.label, r.seed, p.name, p.setting, r.reading FROM readings r
        JOIN run_parameters p ON p.run_id = r.run_id WHERE r.sweep_id = %s
        AND r.phase = 'SELECTION' AND r.state = 'COMPLETED' AND r.name = %s AND p.name IN (%s)
        ORDER BY p.setting, r.seed, r.label
        """,
        sweep,
        Trace.literal(header.objective().metric()),
        Trace.literals(tuning.parameters()));
  }

  public List<Trace> effects() {
    List<Trace> traces = new ArrayList<>(List.of(pairs(judged())));
    traces.add(spread());
    traces.addAll(isLookedAt() ? verdicts() : List.of());
    return traces;
  }

  public List<Trace> interactions() {
    return List.of(compared(judged()), pairedTimes());
  }

  public List<Trace> claims() {
    List<Claim> claims = header.claims();
    boolean ofRatios =
        claims.stream()
            .anyMatch(c -> c.kind() == Claim.Kind.RATIO && !c.metric().equals(Metrics.TIME));
    List<String> metrics = claims.stream().map(Claim::metric).toList();
    Trace pairs = pairs(metrics);
    return ofRatios ? List.of(pairs, compared(metrics)) : List.of(pairs);
  }

  public List<Trace> curves() {
    return List.of(
        Trace.of(
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
            Trace.literals(CurvesView.metrics(facts))));
  }

  public List<Trace> times() {
    Trace byArm =
        Trace.of(
            "The times by arm",
            """
            SELECT label, MEDIAN(seconds) AS seconds, MEDIAN(cpu_seconds) AS cpu_seconds,
            COUNT(seconds) AS timed, COUNT(*) - COUNT(seconds) AS left_out FROM times
            WHERE sweep_id = %s AND phase = 'COMPARISON' GROUP BY label
            """,
            sweep);
    return facts.contrasts().isEmpty()
        ? List.of(byArm)
        : List.of(byArm, pairs(List.of(Metrics.TIME)));
  }

  public List<Trace> runs() {
    List<Trace> traces = new ArrayList<>(List.of(states()));
    List<String> metrics = RunsView.metrics(facts);
    if (!metrics.isEmpty()) {
      traces.add(finalReadings(metrics));
      traces.add(secondsAnEpoch());
      traces.add(epochs());
    }
    if (facts.runs().stream().anyMatch(run -> run.result().isPresent())) {
      traces.add(confusions());
    }
    return traces;
  }

  private Trace finalReadings(List<String> metrics) {
    return Trace.of(
        "The last readings of every run",
        """
        SELECT run_id, label, seed, state, name, reading, kind FROM readings
        WHERE sweep_id = %s AND name IN (%s) ORDER BY seed, label, name
        """,
        sweep,
        Trace.literals(metrics));
  }

  private Trace states() {
    return Trace.of(
        "States, attempts and when runs began",
        "SELECT r.run_id, a.label, r.seed, r.state, r.attempts, r.started_at"
            + RUNS_WITH_ARMS
            + "WHERE r.sweep_id = %s AND NOT r.removed ORDER BY r.ordinal",
        sweep);
  }

  private Trace secondsAnEpoch() {
    return Trace.of(
        "The seconds an epoch",
        """
        SELECT m.run_id, MEDIAN(m.reading) AS seconds
        FROM runs r JOIN metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s
        AND NOT r.removed AND m.name = 'seconds' AND m.epoch > 1 GROUP BY m.run_id
        """,
        sweep);
  }

  private Trace epochs() {
    return Trace.of(
        "The epochs of every run",
        """
        SELECT r.run_id, m.epoch, m.name, m.reading, m.kind FROM runs r
        JOIN metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        """,
        sweep);
  }

  private Trace confusions() {
    return Trace.of(
        "The confusions",
        """
        SELECT c.run_id, c.truth, c.predicted, c.images FROM runs r
        JOIN confusions c ON c.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        """,
        sweep);
  }

  /** One for each of the audit's checks that found anything, and only once. */
  public List<Trace> audit() {
    return facts.audit().stream().map(Finding::check).map(this::audit).distinct().toList();
  }

  private Trace audit(String check) {
    return switch (check) {
      case "environment" -> environments();
      case "load" -> load();
      case "power" -> spread();
      case "tuning", "leakage" -> testReadings();
      case "normalization" -> ratios();
      case "time" -> runTimes();
      case "settings" -> settings();
      default -> states(); // order, balance, retries, training, looks: what runs there are
    };
  }

  private Trace load() {
    return Trace.of(
        "The load of the machine",
        """
        SELECT r.run_id, r.seed, AVG(m.reading) AS load_average FROM runs r
        JOIN system_metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s
        AND m.name = 'load_average' GROUP BY r.run_id, r.seed
        """,
        sweep);
  }

  private Trace testReadings() {
    return Trace.of(
        "How often the test set was evaluated",
        """
        SELECT COUNT(*) AS evaluations, COUNT(DISTINCT r.run_id) AS runs FROM runs r
        JOIN metrics m ON m.run_id = r.run_id
        WHERE r.sweep_id = %s AND m.name = 'test_accuracy'
        """,
        sweep);
  }

  private Trace ratios() {
    return Trace.of(
        "What the layers do to what they see",
        "SELECT run_id, label, seed, name, reading FROM readings WHERE sweep_id = %s"
            + " AND name LIKE '%%ratio%%'",
        sweep);
  }

  private Trace runTimes() {
    return Trace.of(
        "The times by run",
        "SELECT run_id, label, seed, seconds, cpu_seconds FROM times WHERE sweep_id = %s",
        sweep);
  }

  public List<Trace> failures() {
    return List.of(
        Trace.of(
            "How attempts ended",
            """
            SELECT t.state, t.cause, COUNT(*) AS attempts FROM runs r
            JOIN attempts t ON t.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
            GROUP BY t.state, t.cause ORDER BY attempts DESC
            """,
            sweep));
  }

  /** The sweep, its arms' settings and, if it is known, their nets. */
  public List<Trace> asked() {
    List<Trace> traces = new ArrayList<>();
    traces.add(Trace.of("The sweep", "SELECT * FROM sweeps WHERE sweep_id = %s", sweep));
    if (!header.factors().isEmpty()) {
      traces.add(settings());
    }
    if (facts.runs().stream().anyMatch(run -> run.model().isPresent())) {
      traces.add(layers());
    }
    return traces;
  }

  private Trace settings() {
    List<String> names =
        Stream.concat(header.factors().stream().map(Factor::name), Stream.of("learning_rate"))
            .toList();
    return Trace.of(
        "The settings of the arms",
        "SELECT DISTINCT a.label, p.name, p.setting"
            + RUNS_WITH_ARMS
            + "JOIN run_parameters p ON p.run_id = r.run_id WHERE r.sweep_id = %s"
            + " AND NOT r.removed AND p.name IN (%s) ORDER BY a.label, p.name",
        sweep,
        Trace.literals(names));
  }

  private Trace layers() {
    return Trace.of(
        "The layers",
        "SELECT DISTINCT a.label, l.ordinal, l.name, l.kind, l.output_shape, l.parameters,"
            + " l.multiply_adds, l.onednn"
            + RUNS_WITH_ARMS
            + "JOIN layers l ON l.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed"
            + " ORDER BY a.label, l.ordinal",
        sweep);
  }

  public List<Trace> environment() {
    return List.of(environments());
  }

  private Trace environments() {
    return Trace.of(
        "What runs recorded at their last attempts",
        """
        SELECT e.name, e.setting, COUNT(*) AS runs FROM runs r
        JOIN environments e ON e.run_id = r.run_id WHERE r.sweep_id = %s AND NOT r.removed
        AND e.attempt = (SELECT MAX(l.attempt) FROM environments l WHERE l.run_id = r.run_id)
        GROUP BY e.name, e.setting ORDER BY e.name
        """,
        sweep);
  }

  /** As stored at the look that the page shows; before there is one, what it will rest on. */
  private List<Trace> verdicts() {
    if (facts.contrasts().isEmpty()) {
      return List.of();
    }
    return List.of(isLookedAt() ? verdictsOfLook() : spread());
  }

  private boolean isLookedAt() {
    return header.judged() && facts.sweep().looks() > 0 && facts.sweep().isLookedThrough();
  }

  private Trace verdictsOfLook() {
    return Trace.of(
        "The verdicts",
        """
        SELECT factor, level, baseline, metric, verdict, pairs, mean_difference, ci_low, ci_high,
        p_t, p_holm, p_value, p_equivalence FROM contrasts WHERE sweep_id = %s AND look = %s
        """,
        sweep,
        facts.sweep().looks());
  }

  private Trace spread() {
    return Trace.of(
        "Mean and standard deviation of the differences; for time, of logarithms of ratios",
        """
        SELECT factor, level, baseline, metric, COUNT(*) AS pairs, AVG(d) AS mean_difference,
        STDDEV_SAMP(d) AS standard_deviation FROM (SELECT factor, level, baseline, metric,
        CASE metric WHEN 'time' THEN LN(difference) ELSE difference END AS d FROM pairs
        WHERE sweep_id = %s AND metric IN (%s)) GROUP BY factor, level, baseline, metric
        """,
        sweep,
        Trace.literals(judged()));
  }

  private Trace pairs(List<String> metrics) {
    return Trace.of(
        "The differences, seed by seed; for time, ratios",
        """
        SELECT factor, level, baseline, metric, seed, level_reading, baseline_reading, difference
        FROM pairs WHERE sweep_id = %s AND metric IN (%s)
        ORDER BY factor, level, baseline, metric, seed
        """,
        sweep,
        Trace.literals(metrics));
  }

  private Trace pairedTimes() {
    return Trace.of(
        "The times of the runs that count",
        """
        SELECT label, seed, seconds, cpu_seconds FROM times
        WHERE sweep_id = %s AND phase = 'COMPARISON' ORDER BY seed, label
        """,
        sweep);
  }

  private Trace compared(List<String> metrics) {
    return Trace.of(
        "The readings that are compared",
        """
        SELECT label, seed, name, reading FROM readings WHERE sweep_id = %s
        AND phase = 'COMPARISON' AND state = 'COMPLETED' AND name IN (%s) ORDER BY name, seed
        """,
        sweep,
        Trace.literals(metrics));
  }

  /** The metrics of all contrasts, time included; where nothing is judged, the objective's. */
  private List<String> judged() {
    return facts.contrasts().isEmpty()
        ? List.of(header.objective().metric())
        : facts.contrasts().stream().map(c -> c.objective().metric()).distinct().toList();
  }
}
