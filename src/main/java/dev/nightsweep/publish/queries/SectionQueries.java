package dev.nightsweep.publish.queries;

import dev.nightsweep.analysis.audit.AuditCheck;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.report.SectionQuery;
import dev.nightsweep.report.SweepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For every section of a sweep's page the queries that give its numbers, or the rows that they were
 * computed from.
 */
final class SectionQueries {
  private final SweepFacts facts;
  private final SweepHeader header;
  private final String sweep;
  private final RowQueries rows;

  SectionQueries(SweepFacts facts) {
    this.facts = facts;
    this.header = facts.sweep().header();
    this.sweep = Sql.literal(header.sweepId());
    this.rows = new RowQueries(facts);
  }

  /** By the id of the section. */
  Map<String, List<SectionQuery>> bySection() {
    return Map.ofEntries(
        Map.entry("answer", answer()),
        Map.entry("search", rows.search()),
        Map.entry("claims", claims()),
        Map.entry("conditions", tuned()),
        Map.entry("effects", effects()),
        Map.entry("costs", rows.costs()),
        Map.entry("images", rows.images()),
        Map.entry("interactions", interactions()),
        Map.entry("curves", rows.curves()),
        Map.entry("time", rows.times()),
        Map.entry("runs", rows.runs()),
        Map.entry("audit", audit()),
        Map.entry("failures", rows.failures()),
        Map.entry("asked", rows.asked()),
        Map.entry("environment", List.of(rows.environments())));
  }

  private List<SectionQuery> answer() {
    SectionQuery states =
        Sql.query(
            "How many runs are in each state",
            "SELECT state, COUNT(*) AS runs FROM runs WHERE sweep_id = %s AND NOT removed GROUP BY"
                + " state",
            sweep);
    return Stream.of(verdicts(), rows.ratiosByMachine(), List.of(states))
        .flatMap(List::stream)
        .toList();
  }

  /** What was tried in every arm, and with what. */
  private List<SectionQuery> tuned() {
    Optional<Tuning> tuning = header.tuning().filter(Tuning::isDone);
    if (tuning.isEmpty()) {
      return List.of();
    }
    List<SectionQuery> queries = new ArrayList<>(List.of(candidates(), selection(tuning.get())));
    queries.addAll(verdicts());
    return queries;
  }

  private SectionQuery candidates() {
    return Sql.query(
        "What was tried in every arm",
        """
        SELECT label, candidate, mean, runs, lost, chosen FROM candidates WHERE sweep_id = %1$s
        AND journal_line = (SELECT MAX(journal_line) FROM candidates WHERE sweep_id = %1$s)
        ORDER BY label, ordinal
        """,
        sweep);
  }

  private SectionQuery selection(Tuning tuning) {
    return Sql.query(
        "The readings on the selection seeds",
        """
        SELECT r.label, r.seed, p.name, p.setting, r.reading FROM readings r
        JOIN run_parameters p ON p.run_id = r.run_id WHERE r.sweep_id = %s
        AND r.phase = 'SELECTION' AND r.state = 'COMPLETED' AND r.name = %s AND p.name IN (%s)
        ORDER BY p.setting, r.seed, r.label
        """,
        sweep,
        Sql.literal(header.objective().metric()),
        Sql.literals(tuning.parameters()));
  }

  private List<SectionQuery> effects() {
    List<SectionQuery> queries = new ArrayList<>(List.of(rows.pairs(judged())));
    queries.add(spread());
    queries.addAll(isLookedAt() ? verdicts() : List.of());
    return queries;
  }

  private List<SectionQuery> interactions() {
    return List.of(rows.compared(judged()), rows.pairedTimes());
  }

  private List<SectionQuery> claims() {
    List<Claim> claims = header.claims();
    boolean ofRatios =
        claims.stream()
            .anyMatch(c -> c.kind() == Claim.Kind.RATIO && !c.metric().equals(Metrics.TIME));
    List<String> metrics = claims.stream().map(Claim::metric).toList();
    SectionQuery pairs = rows.pairs(metrics);
    return ofRatios ? List.of(pairs, rows.compared(metrics)) : List.of(pairs);
  }

  /** One for each of the audit's checks that found anything, and only once. */
  private List<SectionQuery> audit() {
    return facts.audit().stream().map(Finding::check).map(this::audit).distinct().toList();
  }

  private SectionQuery audit(AuditCheck check) {
    return switch (check) {
      case ENVIRONMENT, PROGRAM, SOURCE -> rows.environments();
      case LOAD -> load();
      case MACHINES -> rows.ratiosByMachine().get(0);
      case POWER -> spread();
      case LEARNING, SEEDS -> rows.compared(judged());
      case TUNING, LEAKAGE -> testReadings();
      case NORMALIZATION -> ratios();
      case TIME -> rows.runTimes();
      case SETTINGS -> rows.settings();
      case CONVERGENCE, REPORTING -> rows.compared(judged());
      case ASSUMPTIONS -> rows.pairs(judged());
      case ORDER, BALANCE, RETRIES, TRAINING, LOOKS, CLOCKS -> rows.states();
    };
  }

  private SectionQuery load() {
    return Sql.query(
        "The load of the machine",
        """
        SELECT r.run_id, r.seed, AVG(m.reading) AS load_average FROM runs r
        JOIN system_metrics m ON m.run_id = r.run_id WHERE r.sweep_id = %s
        AND m.name = 'load_average' GROUP BY r.run_id, r.seed
        """,
        sweep);
  }

  private SectionQuery testReadings() {
    return Sql.query(
        "How often the test set was evaluated",
        """
        SELECT COUNT(*) AS evaluations, COUNT(DISTINCT r.run_id) AS runs FROM runs r
        JOIN metrics m ON m.run_id = r.run_id
        WHERE r.sweep_id = %s AND m.name = 'test_accuracy'
        """,
        sweep);
  }

  private SectionQuery ratios() {
    return Sql.query(
        "What the layers do to what they see",
        "SELECT run_id, label, seed, name, reading FROM readings WHERE sweep_id = %s"
            + " AND name LIKE '%%ratio%%'",
        sweep);
  }

  /** As stored at the look that the page shows; before there is one, what it will rest on. */
  private List<SectionQuery> verdicts() {
    if (facts.contrasts().isEmpty()) {
      return List.of();
    }
    return List.of(isLookedAt() ? verdictsOfLook() : spread());
  }

  private boolean isLookedAt() {
    return header.judged() && facts.sweep().looks() > 0 && facts.sweep().isLookedThrough();
  }

  private SectionQuery verdictsOfLook() {
    return Sql.query(
        "The verdicts",
        """
        SELECT factor, level, baseline, metric, verdict, pairs, mean_difference, ci_low, ci_high,
        p_t, p_holm, p_value, p_equivalence, p_equivalence_holm, found_at, estimate_looks,
        ci_low_looks, ci_high_looks, crossed_images, by_level, prob_worse, prob_equivalent,
        prob_better, p_failures FROM contrasts WHERE sweep_id = %s AND look = %s
        """,
        sweep,
        facts.sweep().looks());
  }

  private SectionQuery spread() {
    return Sql.query(
        "Mean and standard deviation of the differences; for time, of logarithms of ratios",
        """
        SELECT factor, level, baseline, metric, COUNT(*) AS pairs, AVG(d) AS mean_difference,
        STDDEV_SAMP(d) AS standard_deviation FROM (SELECT factor, level, baseline, metric,
        CASE metric WHEN 'time' THEN LN(difference) ELSE difference END AS d FROM pairs
        WHERE sweep_id = %s AND metric IN (%s)) GROUP BY factor, level, baseline, metric
        """,
        sweep,
        Sql.literals(judged()));
  }

  /** The metrics of all contrasts, time included; where nothing is judged, the objective's. */
  private List<String> judged() {
    return facts.contrasts().isEmpty()
        ? List.of(header.objective().metric())
        : facts.contrasts().stream().map(c -> c.objective().metric()).distinct().toList();
  }
}
