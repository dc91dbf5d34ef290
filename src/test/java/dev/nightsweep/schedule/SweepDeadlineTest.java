package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SweepDeadlineTest extends SweepRunning {
  @Test
  void nothingIsStartedThatWouldNotBeDoneInTimeAndWholeBlocksAreCut() throws Exception {
    // Every run takes a minute; three blocks of two runs, one at a time, in five minutes: two fit.
    policy = withDeadline(Duration.ofMinutes(5));
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              clock.advance(Duration.ofMinutes(1));
              return Fate.COMPLETES;
            });
    assertThat(begin(engine)).isEqualTo(SessionEnd.OUT_OF_TIME);
    assertThat(engine.started()).extracting(Assignment::seed).containsExactly(1L, 1L, 2L, 2L);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).contains(RunState.PENDING).doesNotContain(RunState.RUNNING);
  }

  @Test
  void whatStillTrainsAtTheDeadlineIsEnded() throws Exception {
    policy = withDeadline(Duration.ofMinutes(5));
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              clock.advance(Duration.ofMinutes(6));
              return Fate.TRAINS;
            });
    assertThat(begin(engine)).isEqualTo(SessionEnd.OUT_OF_TIME);
    assertThat(engine.started()).hasSize(1);
    assertThat(states()).containsOnly(RunState.PENDING);
  }

  @Test
  void timeIsKeptForTheComparisonBeforeMoreSeedsAreTunedOn() throws Exception {
    policy = withDeadline(Duration.ofMinutes(10));
    Plan tuning = twoSelectionSeeds();
    // Ten minutes; of 70 s a run two go to the first seed and six to the comparison: no second
    // seed.
    FakeEngine engine = taking(Duration.ofSeconds(70));
    List<Boolean> cuts = new ArrayList<>();
    try (SweepLog log = SweepLog.begin(results, tuning, writer)) {
      new SweepRunner(tuning, List.of(), log, around(engine, new Recorder()), control)
          .run(
              (done, cutShort) -> {
                cuts.add(cutShort);
                return Optional.empty();
              });
    }
    assertThat(cuts).contains(true);
    assertThat(engine.started()).extracting(Assignment::seed).containsOnly(1_000_001L);
  }

  @Test
  void inPartsNoTimeIsKeptForTheComparison() throws Exception {
    // Five minutes; of 70 s a run four fit, both seeds that are tuned on.
    policy = withDeadline(Duration.ofMinutes(5), true);
    Plan tuning = twoSelectionSeeds();
    FakeEngine engine = taking(Duration.ofSeconds(70));
    try (SweepLog log = SweepLog.begin(results, tuning, writer)) {
      new SweepRunner(tuning, List.of(), log, around(engine, new Recorder()), control).run();
    }
    assertThat(engine.started()).hasSize(4);
  }

  @Test
  void timeIsKeptForTheWinnerOfASearch() throws Exception {
    policy = withDeadline(Duration.ofMinutes(10));
    Plan search = tenTrials();
    // Ten minutes; of 70 s a run five go to the winner: three trials.
    FakeEngine engine = taking(Duration.ofSeconds(70));
    List<PlannedRun> again = new ArrayList<>();
    for (long seed = 2; seed <= 6; seed++) {
      String id = "winner" + seed;
      again.add(new PlannedRun(id, Fixtures.LRN, PlannedRun.Phase.WINNER, seed, id));
    }
    List<PlannedRun> runs = new ArrayList<>(search.runs());
    runs.addAll(again);
    SweepHeader won =
        search.header().with(search.header().search().orElseThrow().wonBy(Fixtures.LRN));
    Plan more = new Plan(won, search.arms(), runs);
    try (SweepLog log = SweepLog.begin(results, search, writer)) {
      SessionEnd ending =
          new SweepRunner(search, List.of(), log, around(engine, new Recorder()), control)
              .run(
                  (done, cutShort) -> {
                    if (done.equals(more)) {
                      return Optional.empty();
                    }
                    assertThat(cutShort).isTrue();
                    log.record(new Entry.SweepReplanned(more, clock.instant()));
                    log.flush();
                    return Optional.of(new PlanExtender.Next(more, store.runs(Fixtures.SWEEP)));
                  });
      assertThat(ending).as("seven trials are left").isEqualTo(SessionEnd.OUT_OF_TIME);
    }
    assertThat(engine.started())
        .extracting(Assignment::seed)
        .containsExactly(1L, 1L, 1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void theLastRunsThatTuneStartWithTheLongest() throws Exception {
    Plan tuning = twoSelectionSeeds();
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              clock.advance(Duration.ofSeconds(run.runId().startsWith(Fixtures.LRN) ? 90 : 60));
              return Fate.COMPLETES;
            });
    try (SweepLog log = SweepLog.begin(results, tuning, writer)) {
      new SweepRunner(tuning, List.of(), log, around(engine, new Recorder()), control).run();
    }
    assertThat(engine.started())
        .extracting(Assignment::runId)
        .as("the first seed's runs as planned")
        .containsExactly(
            Fixtures.NONE + 1_000_001,
            Fixtures.LRN + 1_000_001,
            Fixtures.LRN + 1_000_002,
            Fixtures.NONE + 1_000_002);
  }

  private static Plan tenTrials() {
    Plan searched = Fixtures.searched(Fixtures.SWEEP);
    List<PlannedRun> runs = new ArrayList<>();
    for (int trial = 1; trial <= 10; trial++) {
      String id = "trial" + trial;
      String arm = trial % 2 == 0 ? Fixtures.LRN : Fixtures.NONE;
      runs.add(new PlannedRun(id, arm, PlannedRun.Phase.COMPARISON, 1, id));
    }
    Search search =
        new Search(searched.header().searched(), 10, List.of(2L, 3L, 4L, 5L, 6L), Optional.empty());
    return new Plan(searched.header().with(search), searched.arms(), runs);
  }

  /** Two arms, one setting, two selection seeds, three seeds to be compared on. */
  private static Plan twoSelectionSeeds() {
    Plan tuned = Fixtures.tuned(Fixtures.SWEEP);
    Settings candidate = tuned.runs().get(0).candidate();
    List<PlannedRun> runs = new ArrayList<>();
    for (long seed : new long[] {1_000_001, 1_000_002}) {
      for (String arm : List.of(Fixtures.NONE, Fixtures.LRN)) {
        String id = arm + seed;
        runs.add(new PlannedRun(id, arm, candidate, PlannedRun.Phase.SELECTION, seed, id));
      }
    }
    Tuning tuning =
        tuned.header().tuning().orElseThrow().with(List.of(1_000_001L, 1_000_002L), List.of());
    return new Plan(tuned.header().with(tuning), tuned.arms(), runs);
  }

  /** One worker, and every run takes so long. */
  private FakeEngine taking(Duration each) {
    return new FakeEngine(
        1,
        run -> {
          clock.advance(each);
          return Fate.COMPLETES;
        });
  }

  private static Policy withDeadline(Duration after) {
    return withDeadline(after, false);
  }

  private static Policy withDeadline(Duration after, boolean inParts) {
    return new Policy(
        1,
        Policy.STALL,
        Optional.empty(),
        5,
        Optional.of(Instant.EPOCH.plus(after)),
        inParts,
        Map.of(),
        OptionalInt.empty());
  }
}
