package dev.nightsweep.report;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For every section of a sweep's page that compares arms the queries that give its numbers, or the
 * rows that they were computed from; of the other sections {@link #rows} knows them.
 */
public final class Traces {
  private final SweepFacts facts;
  private final SweepHeader header;
  private final String sweep;
  private final RowTraces rows;

  Traces(SweepFacts facts) {
    this.facts = facts;
    this.header = facts.sweep().header();
    this.sweep = Trace.literal(header.sweepId());
    this.rows = new RowTraces(facts);
  }

  /** Those of the sections that show what was read. */
  public RowTraces rows() {
    return rows;
  }

  public List<Trace> answer() {
    Trace states =
        Trace.of(
            "How many runs are in each state",
            "SELECT state, COUNT(*) AS runs FROM runs WHERE sweep_id = %s AND NOT removed GROUP BY state",
            sweep);
    return Stream.of(verdicts(), rows.ratiosByMachine(), List.of(states))
        .flatMap(List::stream)
        .toList();
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
    List<Trace> traces = new ArrayList<>(List.of(rows.pairs(judged())));
    traces.add(spread());
    traces.addAll(isLookedAt() ? verdicts() : List.of());
    return traces;
  }

  public List<Trace> interactions() {
    return List.of(rows.compared(judged()), rows.pairedTimes());
  }

  public List<Trace> claims() {
    List<Claim> claims = header.claims();
    boolean ofRatios =
        claims.stream()
            .anyMatch(c -> c.kind() == Claim.Kind.RATIO && !c.metric().equals(Metrics.TIME));
    List<String> metrics = claims.stream().map(Claim::metric).toList();
    Trace pairs = rows.pairs(metrics);
    return ofRatios ? List.of(pairs, rows.compared(metrics)) : List.of(pairs);
  }

  /** One for each of the audit's checks that found anything, and only once. */
  public List<Trace> audit() {
    return facts.audit().stream().map(Finding::check).map(this::audit).distinct().toList();
  }

  private Trace audit(String check) {
    return switch (check) {
      case "environment" -> rows.environments();
      case "load" -> load();
      case "machines" -> rows.ratiosByMachine().get(0);
      case "power" -> spread();
      case "tuning", "leakage" -> testReadings();
      case "normalization" -> ratios();
      case "time" -> rows.runTimes();
      case "settings" -> rows.settings();
      default -> rows.states(); // order, balance, retries, training, looks: what runs there are
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

  /** The metrics of all contrasts, time included; where nothing is judged, the objective's. */
  private List<String> judged() {
    return facts.contrasts().isEmpty()
        ? List.of(header.objective().metric())
        : facts.contrasts().stream().map(c -> c.objective().metric()).distinct().toList();
  }
}
