package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.TimedSearch.Habits;
import dev.nightsweep.faults.StandingDecisions;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What timing, workers and kills do to a search: nothing where its schedule is synchronous. */
class SearchScheduleTest {
  private static final String SPACE =
      """
      name: hunt
      program: simulated
      parameters:
        dropout: {min: 0.0, max: 0.7}
        learning_rate: {distribution: log_uniform_values, min: 0.0005, max: 0.05}
        epochs: {value: 9}
      run_cap: 18
      """;
  private static final String GRID =
      """
      name: hunt
      program: simulated
      parameters:
        dropout: {values: [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]}
        learning_rate: {values: [0.001, 0.002, 0.004, 0.008]}
        epochs: {value: 9}
      """;
  private static final String WANDB = "early_terminate: {type: hyperband, min_iter: 1, eta: 3}\n";
  private static final String LOOSE =
      "early_terminate: {type: hyperband, min_iter: 1, eta: 3, strict: false}\n";
  private static final String TARGET =
      "metric: {name: validation_accuracy, goal: maximize, target: 0.75}\n";
  private static final String SYNCHRONOUS = "search: {schedule: synchronous}\n";

  @TempDir private Path root;
  private int folders;

  /** A spec without its schedule. */
  record Case(String name, String spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    List<Case> cases = pruners();
    for (Case pruner : pruners()) {
      if (pruner.name().startsWith("random")) {
        cases.add(new Case(pruner.name() + " with a target", pruner.spec() + TARGET));
      }
    }
    for (String method : List.of("bayes", "random", "sobol")) {
      String space = SPACE + "method: " + method + "\n";
      cases.add(new Case(method + " to a target", space + TARGET));
    }
    cases.add(new Case("grid to a target", GRID + "method: grid\n" + TARGET));
    return cases;
  }

  static List<Case> pruners() {
    List<Case> cases = new ArrayList<>();
    for (String method : List.of("bayes", "random", "grid")) {
      String space = (method.equals("grid") ? GRID : SPACE) + "method: " + method + "\n";
      cases.add(new Case(method + " hyperband of W&B", space + WANDB));
      cases.add(new Case(method + " hyperband of W&B, not strict", space + LOOSE));
      if (!method.equals("grid")) {
        cases.add(new Case(method + " median", space + pruner("median, startup_trials: 3")));
        cases.add(new Case(method + " halving", space + pruner("successive_halving")));
        cases.add(new Case(method + " hyperband", space + pruner("hyperband")));
      }
      if (method.equals("random")) {
        cases.add(
            new Case(method + " promotion", space + pruner("successive_halving, form: promote")));
      }
    }
    return cases;
  }

  private static String pruner(String type) {
    return "ablation: {pruner: {type: %s, min_epochs: 1}}\n".formatted(type);
  }

  /** Made up of the settings alone; some diverge. */
  private static double reading(Assignment run, int epoch) {
    Random luck = new Random(run.settings().toString().hashCode() * 31L + run.seed());
    double quality = luck.nextDouble();
    double speed = 1 + 5 * luck.nextDouble();
    boolean diverges = luck.nextInt(10) == 0 && epoch >= 1 + luck.nextInt(9);
    double noise = 0.05 * new Random(epoch + luck.nextLong()).nextGaussian();
    return diverges ? Double.NaN : quality * (1 - Math.exp(-epoch / speed)) + noise;
  }

  private TimedSearch run(String spec, Habits habits, long seed) throws InterruptedException {
    folders++;
    Path folder = root.resolve("r" + folders);
    return new TimedSearch(spec, folder, habits, SearchScheduleTest::reading, seed).run();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSynchronousSearchGivesOneTableWhateverTheTimingWorkersAndKills(Case search)
      throws InterruptedException {
    String spec = search.spec() + SYNCHRONOUS;
    Map<String, String> table = run(spec, Habits.calm(1), 1).table();
    assertThat(table.values()).anyMatch(run -> run.startsWith(RunState.COMPLETED.name()));
    assertSame(run(spec, Habits.calm(4), 2).table(), table);
    int kills = 0;
    for (int seed = 5; seed < 7 || kills == 0; seed++) {
      TimedSearch killed = run(spec, new Habits(seed % 3 + 1, 0.03, 0.02), seed);
      assertSame(killed.table(), table);
      kills += killed.kills();
    }
  }

  /** As of a program that evaluates beside its training. */
  @ParameterizedTest
  @MethodSource("pruners")
  void aReadingThatComesWhenTheNextEpochHasBeenIsDecidedByAsIfItHadComeInTime(Case search)
      throws InterruptedException {
    String spec = search.spec() + SYNCHRONOUS;
    TimedEngine.Curve late =
        new TimedEngine.Curve() {
          @Override
          public double at(Assignment run, int epoch) {
            return reading(run, epoch);
          }

          @Override
          public boolean isLate() {
            return true;
          }
        };
    Map<String, String> table = run(spec, Habits.calm(2), 1).table();
    assertSame(
        new TimedSearch(spec, root.resolve("late"), Habits.calm(2), late, 2).run().table(), table);
  }

  private static void assertSame(Map<String, String> found, Map<String, String> expected) {
    List<String> different = new ArrayList<>();
    Set<String> runs = new TreeSet<>(found.keySet());
    runs.addAll(expected.keySet());
    for (String run : runs) {
      if (!Objects.equals(found.get(run), expected.get(run))) {
        different.add("%s: %s instead of %s".formatted(run, found.get(run), expected.get(run)));
      }
    }
    assertThat(different).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pruners")
  void whatWasDecidedStandsAfterAKill(Case search) throws InterruptedException {
    int kills = 0;
    for (int seed = 1; kills < 2; seed++) {
      TimedSearch killed = run(search.spec(), new Habits(3, 0.02, 0.03), seed);
      kills += killed.kills();
      assertStands(killed);
    }
  }

  private static void assertStands(TimedSearch search) {
    assertThat(search.entries()).hasAtLeastOneElementOfType(Entry.TrialDecided.class);
    assertThat(StandingDecisions.broken(search.entries(), search.states()::get)).isEmpty();
  }
}
