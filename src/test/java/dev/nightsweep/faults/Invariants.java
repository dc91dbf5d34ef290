package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.LookVerification;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.h2.Answers;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.verify.Defect;
import dev.nightsweep.store.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds after every fault, once the sweep was gone on with to its end: every acknowledged
 * reading is there (A), nothing is there twice (B), nothing runs without an owner (C), the report
 * renders (E), and what came out is what an undisturbed sweep gives (D, G). Each list holds what
 * does not.
 */
record Invariants(
    List<String> lost, List<String> duplicates, List<String> stuck, List<String> different) {
  private static final String RUNS =
      """
      SELECT a.label, r.phase, r.seed, r.state, r.parameter_hash
      FROM runs r JOIN arms a ON a.arm_id = r.arm_id AND a.sweep_id = r.sweep_id
      WHERE NOT r.removed ORDER BY 1, 2, 3, 4, 5
      """;
  private static final String READINGS =
      """
      SELECT a.label, r.phase, r.seed, m.epoch, m.name, m.reading, m.kind
      FROM metrics m JOIN runs r ON r.run_id = m.run_id
        JOIN arms a ON a.arm_id = r.arm_id AND a.sweep_id = r.sweep_id
      WHERE m.name NOT IN ('seconds', 'cpu_seconds', 'images_per_second', 'peak_memory_bytes')
      ORDER BY 1, 2, 3, 4, 5, 6, 7
      """;
  private static final String VERDICTS =
      """
      SELECT factor, level, baseline, metric, pairs, mean_difference, ci_low, ci_high, p_t, verdict
      FROM contrasts
      WHERE look = (SELECT MAX(look) FROM contrasts)
        AND metric NOT IN ('time', 'cpu_seconds', 'seconds')
      ORDER BY 1, 2, 3, 4
      """;

  /** What holds in a folder with one sweep, beside a folder in which nothing happened to it. */
  static Invariants of(Path results, Path undisturbed) throws IOException {
    try (H2Store store = H2Store.open(results);
        H2Store calm = H2Store.open(undisturbed)) {
      List<String> different = new ArrayList<>(decidedAgain(results, store));
      different.addAll(different(store, calm));
      return new Invariants(
          lost(results, store), duplicates(store), stuck(results, store), different);
    }
  }

  private static List<String> decidedAgain(Path results, H2Store store) throws IOException {
    List<String> broken = new ArrayList<>();
    ResultsFolder folder = new ResultsFolder(results);
    for (SweepRecord sweep : store.sweeps()) {
      JournalName name = JournalName.ofSweep(sweep.sweepId());
      broken.addAll(
          StandingDecisions.broken(
              Journal.read(name, folder.journal(name)).lines().stream()
                  .map(JournalLine::entry)
                  .toList(),
              runId -> store.run(runId).orElseThrow().state()));
    }
    return broken;
  }

  /** What holds in a folder with one sweep whose table might as well be another. */
  static Invariants of(Path results) throws IOException {
    try (H2Store store = H2Store.open(results)) {
      return new Invariants(
          lost(results, store),
          duplicates(store),
          stuck(results, store),
          decidedAgain(results, store));
    }
  }

  /** Fails unless all of them hold. */
  static void hold(Path results, Path undisturbed) throws IOException {
    assertThat(of(results, undisturbed))
        .isEqualTo(new Invariants(List.of(), List.of(), List.of(), List.of()));
  }

  private static List<String> lost(Path results, H2Store store) throws IOException {
    ResultsFolder folder = new ResultsFolder(results);
    List<String> sweepIds = new Verification(folder, H2Store::open).sweepIds(store);
    return LookVerification.defects(folder, store, sweepIds).stream()
        .filter(defect -> !defect.harmless())
        .map(Defect::toString)
        .toList();
  }

  private static List<String> duplicates(H2Store store) {
    List<String> found = new ArrayList<>();
    found.addAll(
        rows(
            store,
            "SELECT run_id, epoch, name FROM metrics GROUP BY run_id, epoch, name HAVING COUNT(*) >"
                + " 1"));
    found.addAll(
        rows(
            store,
            """
            SELECT run_id FROM attempts WHERE state IN ('COMPLETED', 'DIVERGED')
            GROUP BY run_id HAVING COUNT(*) > 1
            """));
    found.addAll(
        rows(
            store,
            "SELECT identity FROM runs WHERE NOT removed GROUP BY identity HAVING COUNT(*) > 1"));
    return found;
  }

  private static List<String> stuck(Path results, H2Store store) {
    List<String> found = new ArrayList<>();
    found.addAll(
        rows(store, "SELECT run_id, state FROM runs WHERE state IN ('RUNNING', 'PENDING')"));
    found.addAll(rows(store, "SELECT run_id, attempt FROM attempts WHERE state = 'RUNNING'"));
    found.addAll(rows(store, "SELECT sweep_id, state FROM sweeps WHERE state <> 'COMPLETED'"));
    Publisher publisher = new Publisher(store, results);
    for (SweepRecord sweep : store.sweeps()) {
      if (!publisher.page(sweep.sweepId()).strip().endsWith("</html>")) {
        found.add("the page of " + sweep.sweepId());
      }
    }
    return found;
  }

  private static List<String> different(H2Store store, H2Store calm) {
    List<String> found = new ArrayList<>();
    for (String sql : List.of(RUNS, READINGS, VERDICTS)) {
      List<String> expected = rows(calm, sql);
      List<String> actual = rows(store, sql);
      if (expected.isEmpty() && !sql.equals(VERDICTS)) { // of which a search has none
        found.add("nothing to compare: " + sql);
      }
      if (!actual.equals(expected)) {
        found.addAll(minus(expected, actual, "missing: "));
        found.addAll(minus(actual, expected, "more: "));
      }
    }
    return found;
  }

  private static List<String> minus(List<String> all, List<String> others, String what) {
    List<String> left = new ArrayList<>(all);
    others.forEach(left::remove);
    return left.stream().map(what::concat).toList();
  }

  static List<String> rows(H2Store store, String sql) {
    return Answers.of(store, sql).rows().stream().map(Object::toString).toList();
  }
}
