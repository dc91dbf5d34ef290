package dev.nightsweep.store.h2;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the public views hold. */
class PublicViewsTest {
  /** The stable columns of the public views, in their order. */
  private static final Map<String, List<String>> VIEWS =
      Map.ofEntries(
          view("sweeps", "sweep_id", "name", "method", "state", "created_at"),
          view("arms", "arm_id", "sweep_id", "label"),
          view(
              "runs",
              "run_id",
              "sweep_id",
              "arm_id",
              "phase",
              "seed",
              "state",
              "attempts",
              "identity",
              "reused_from",
              "started_at",
              "ended_at"),
          view(
              "attempts",
              "run_id",
              "attempt",
              "state",
              "cause",
              "worker",
              "started_at",
              "ended_at"),
          view("run_parameters", "run_id", "name", "setting"),
          view("metrics", "run_id", "epoch", "name", "reading", "kind"),
          view("system_metrics", "run_id", "epoch", "name", "reading", "kind"),
          view("events", "sweep_id", "run_id", "level", "kind", "message"),
          view("environments", "run_id", "attempt", "name", "setting"),
          view(
              "layers",
              "run_id",
              "ordinal",
              "name",
              "kind",
              "output_shape",
              "parameters",
              "multiply_adds",
              "onednn"),
          view("departures", "run_id", "ordinal", "departure"),
          view(
              "contrasts",
              "sweep_id",
              "factor",
              "level",
              "baseline",
              "metric",
              "pairs",
              "mean_difference",
              "ci_low",
              "ci_high",
              "p_value",
              "p_t",
              "p_holm",
              "p_equivalence",
              "verdict",
              "look"),
          view(
              "pairs",
              "sweep_id",
              "factor",
              "level",
              "baseline",
              "metric",
              "seed",
              "level_reading",
              "baseline_reading",
              "difference"),
          view("readings", "run_id", "sweep_id", "label", "phase", "seed", "state", "name"),
          view("times", "run_id", "sweep_id", "label", "phase", "seed", "seconds", "cpu_seconds"),
          view("confusions", "run_id", "truth", "predicted", "images"));

  private static final String N1 = Fixtures.run(SWEEP, 'n', 1);
  private static final String L2 = Fixtures.run(SWEEP, 'l', 2);

  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  private H2Store store;

  @BeforeEach
  void open() {
    store = databases.store();
    store.index(Fixtures.journals(SWEEP));
  }

  private static Map.Entry<String, List<String>> view(String name, String... columns) {
    return Map.entry(name, List.of(columns));
  }

  @Test
  void everyPublicViewHasItsColumnsFirstAndRows() {
    VIEWS.forEach(
        (view, columns) -> {
          Table table = Answers.of(store, "SELECT * FROM " + view);
          assertThat(table.rows()).as(view).isNotEmpty();
          if (!view.equals("events")) {
            assertThat(table.columns()).as(view).startsWith(columns.toArray(String[]::new));
          }
          String named = "SELECT %s FROM %s".formatted(String.join(", ", columns), view);
          assertThat(Answers.of(store, named).rows()).hasSameSizeAs(table.rows());
        });
  }

  @Test
  void aRunsParametersAreAllOfItsArmsAndTheSeed() {
    Table table =
        Answers.of(
            store,
            "SELECT name, setting FROM run_parameters WHERE run_id = '" + L2 + "' ORDER BY 1");
    assertThat(table.rows().toString())
        .isEqualTo(
            "[[batch_size, 64], [dataset, mnist], [epochs, 3], [learning_rate, 0.01],"
                + " [lrn, true], [seed, 2]]");
  }

  @Test
  void cellsAreOfTheTypesThatATableMayHold() {
    Table table =
        Answers.of(
            store,
            """
            SELECT run_id AS Id, seed, seed > 1, CAST(1.50 AS NUMERIC(9, 2)),
              CAST(0.5 AS REAL), AVG(0.25E0) OVER (), reused_from, started_at, CAST(3 AS TINYINT)
            FROM runs ORDER BY ordinal LIMIT 1;
            """);
    assertThat(table.columns()).startsWith("id", "seed");
    assertThat(table.rows())
        .containsExactly(
            Arrays.asList(
                N1,
                1L,
                false,
                new BigDecimal("1.50"),
                0.5,
                0.25,
                null,
                store.sweep(SWEEP).orElseThrow().startedAt().orElseThrow().toString(),
                3L));
  }

  @Test
  void runsThatAreNotInThePlanAnyMoreAreMarked() {
    Plan old = Fixtures.plan(SWEEP);
    PlannedRun kept = old.runs().get(0);
    PlannedRun added =
        new PlannedRun("added", kept.armId(), PlannedRun.Phase.COMPARISON, 9, "identity-of-added");
    Plan grown = new Plan(old.header(), List.of(old.arm(kept.armId())), List.of(added, kept));
    index(new Entry.SweepReplanned(grown, Fixtures.START));
    assertThat(Answers.of(store, "SELECT run_id FROM runs WHERE removed").rows()).hasSize(5);

    index(new Entry.SweepReplanned(old, Fixtures.START));
    assertThat(Answers.of(store, "SELECT run_id FROM runs WHERE removed").rows())
        .containsExactly(List.of("added"));
  }

  @Test
  void whatWasChosenForTunedArmsCanBeQueried() {
    index(new Entry.CandidatesChosen(Fixtures.tuned(SWEEP), Fixtures.START));
    String first = Fixtures.run(SWEEP, 's', 1);
    assertThat(
            Answers.of(
                    store,
                    "SELECT setting FROM run_parameters WHERE name = 'learning_rate'"
                        + " AND run_id = '"
                        + first
                        + "' AND setting = '0.01'")
                .rows())
        .isNotEmpty();
    assertThat(
            Answers.of(store, "SELECT candidate, mean, runs, lost, chosen FROM candidates").rows())
        .containsExactly(
            Arrays.asList("learning_rate=0.01", 0.96, 1L, 0L, true),
            Arrays.asList("learning_rate=0.1", null, 0L, 1L, false));
  }

  @Test
  void nanAndInfinitiesAreToldApartAndNeverWin() {
    Table kinds =
        Answers.of(
            store,
            "SELECT name, reading, kind FROM metrics WHERE run_id = '%s' AND kind <> 'finite'"
                    .formatted(L2)
                + " ORDER BY name");
    assertThat(kinds.rows().toString())
        .isEqualTo("[[training_loss, null, +inf], [validation_loss, null, nan]]");
    Table best =
        Answers.of(store, "SELECT MIN(reading), AVG(reading) FROM metrics WHERE name LIKE '%loss'");
    assertThat((Double) best.rows().get(0).get(0)).isGreaterThan(0);
    assertThat((Double) best.rows().get(0).get(1)).isFinite();
  }

  private void index(Entry entry) {
    JournalName journal = JournalName.ofSweep(SWEEP);
    store.index(List.of(new JournalLine(journal, store.position(journal) + 1, entry)));
  }
}
