package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.search.stop.Pruning;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepRunnerTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);
  private final Ticking clock = new Ticking();

  @TempDir private Path folder;
  private ResultsFolder results;
  private Store store;
  private StoreWriter writer;
  private Control control = new Control();
  private Policy policy = Policy.DEFAULT;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void open() {
    results = new ResultsFolder(folder);
    store = H2Store.open(folder);
    writer = new StoreWriter(store);
  }

  @AfterEach
  void close() {
    writer.close();
    store.close();
  }

  @Test
  void everyRunIsTrainedOnceInThePlansOrder() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(engine.started().stream().map(Assignment::runId))
        .containsExactlyElementsOf(PLAN.runs().stream().map(PlannedRun::runId).toList());
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(store.runs(Fixtures.SWEEP))
        .allSatisfy(run -> assertThat(run.readings()).containsKey(Metrics.VALIDATION_ACCURACY));
  }

  @Test
  void noMoreRunsAtOnceThanSlots() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> Fate.COMPLETES);
    begin(engine);
    Set<String> open = new HashSet<>();
    for (String event : seen) {
      if (event.startsWith("start ")) {
        open.add(event.substring("start ".length()));
        assertThat(open).hasSize(1);
      } else if (event.startsWith("end ")) {
        open.remove(event.split(" ", -1)[1]);
      }
    }
  }

  @Test
  void aRunThatFailsOrDivergesDoesNotEndTheSweepAndIsNotTriedAgain() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            2,
            run ->
                switch ((int) run.seed()) {
                  case 1 -> Fate.FAILS;
                  case 2 -> Fate.DIVERGES;
                  default -> Fate.COMPLETES;
                });
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(engine.started()).hasSize(6);
    assertThat(states())
        .containsExactlyInAnyOrder(
            RunState.FAILED,
            RunState.FAILED,
            RunState.DIVERGED,
            RunState.DIVERGED,
            RunState.COMPLETED,
            RunState.COMPLETED);
    assertThat(store.attempts(run(1).runId()).get(0).cause()).isEqualTo("no such layer");
  }

  @Test
  void aRunWhoseWorkerDiesIsTriedAgainWithTheSameSeed() throws Exception {
    String victim = run(2).runId();
    FakeEngine engine =
        new FakeEngine(
            2,
            run -> run.runId().equals(victim) && run.attempt() == 1 ? Fate.DIES : Fate.COMPLETES);
    begin(engine);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    List<Assignment> tries =
        engine.started().stream().filter(a -> a.runId().equals(victim)).toList();
    assertThat(tries).extracting(Assignment::attempt).containsExactly(1, 2);
    assertThat(tries).extracting(Assignment::seed).containsOnly(run(2).seed());
    assertThat(store.attempts(victim))
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.CRASHED, AttemptState.COMPLETED);
    assertThat(store.attempts(victim).get(0).logTail()).containsExactly("last words");
  }

  @Test
  void aRunWhoseWorkerDiesEveryTimeIsMarkedAndTheOthersGoOn() throws Exception {
    String victim = run(2).runId();
    FakeEngine engine =
        new FakeEngine(1, run -> run.runId().equals(victim) ? Fate.DIES : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(record(victim).state()).isEqualTo(RunState.CRASHED);
    assertThat(record(victim).attempts()).isEqualTo(2);
    assertThat(states()).filteredOn(s -> s == RunState.COMPLETED).hasSize(5);
  }

  @Test
  void aResultThatWasJournaledCountsEvenIfItsWorkerDiedBeforeSayingSo() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> Fate.DIES_AFTER_ITS_RESULT);
    begin(engine);
    assertThat(engine.started()).hasSize(6);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(store.curves(run(1).runId()).get(Metrics.VALIDATION_ACCURACY)).hasSize(2);
  }

  @Test
  void stoppedRunsGoBackToPendingAndTheNextSittingFinishesThem() throws Exception {
    FakeEngine hanging = new FakeEngine(2, run -> run.seed() == 1 ? Fate.COMPLETES : Fate.HANGS);
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      Recorder stopping =
          new Recorder() {
            @Override
            public void runStarted(PlannedRun run, int attempt, int worker) {
              if (run.seed() == 2) {
                control.interrupt("enough");
              }
            }
          };
      assertThat(runner(log, List.of(), hanging, stopping).run()).isEqualTo(Ending.INTERRUPTED);
      log.flush();
    }
    assertThat(hanging.isClosed()).isTrue();
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).doesNotContain(RunState.RUNNING).contains(RunState.PENDING);

    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    try (SweepLog log = SweepLog.open(results, Fixtures.SWEEP, writer)) {
      control = new Control();
      SweepRunner next = runner(log, store.runs(Fixtures.SWEEP), engine, new Recorder());
      assertThat(next.run()).isEqualTo(Ending.DONE);
      log.flush();
    }
    assertThat(engine.started()).extracting(Assignment::seed).doesNotContain(1L);
    assertThat(states()).containsOnly(RunState.COMPLETED);
  }

  @Test
  void anAttemptIsJournaledBeforeTheWorkerHearsOfIt() throws Exception {
    Function<Assignment, Fate> checking =
        run -> {
          assertThat(sweepJournal())
              .anyMatch(
                  entry ->
                      entry instanceof Entry.AttemptStarted started
                          && started.runId().equals(run.runId())
                          && started.attempt() == run.attempt());
          return Fate.COMPLETES;
        };
    FakeEngine engine = new FakeEngine(2, checking);
    begin(engine);
    assertThat(engine.started()).hasSize(6);
  }

  @Test
  void whatAnOwnerLeftByDyingIsIndexedAndDeclaredLost() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> Fate.HANGS);
    PlannedRun run = PLAN.runs().get(0);
    // A sweep journal and a run journal as a killed owner leaves them; the store knows nothing.
    try (Journal journal = Journal.open(sweepName(), results.journal(sweepName()))) {
      journal.append(new Entry.SweepPlanned(PLAN));
      journal.append(new Entry.SweepChanged(SweepState.RUNNING, "", Instant.EPOCH));
      journal.append(new Entry.AttemptStarted(run.runId(), 1, 1, Instant.EPOCH));
    }
    engine.start(1, assignment(run));

    new CatchUp(store, results, clock).run();

    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(record(run.runId()).state()).isEqualTo(RunState.PENDING);
    assertThat(record(run.runId()).lastEpoch()).isEqualTo(1);
    assertThat(store.attempts(run.runId()).get(0).state()).isEqualTo(AttemptState.LOST);

    int journaled = sweepJournal().size();
    new CatchUp(store, results, clock).run();
    assertThat(sweepJournal()).hasSize(journaled);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETES, COMPLETED, COMPLETED", "DIVERGES, DIVERGED, DIVERGED"})
  void whatARunJournaledAsItsResultBeforeItsOwnerDiedCounts(
      Fate fate, AttemptState attempt, RunState state) throws Exception {
    PlannedRun run = PLAN.runs().get(0);
    try (Journal journal = Journal.open(sweepName(), results.journal(sweepName()))) {
      journal.append(new Entry.SweepPlanned(PLAN));
      journal.append(new Entry.SweepChanged(SweepState.RUNNING, "", Instant.EPOCH));
      journal.append(new Entry.AttemptStarted(run.runId(), 1, 1, Instant.EPOCH));
    }
    new FakeEngine(1, any -> fate).start(1, assignment(run));

    new CatchUp(store, results, clock).run();

    assertThat(record(run.runId()).state()).isEqualTo(state);
    assertThat(record(run.runId()).lastEpoch()).isEqualTo(2);
    assertThat(store.attempts(run.runId()))
        .extracting(AttemptRecord::state)
        .containsExactly(attempt);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
  }

  @Test
  void aSweepWhoseOwnerDiedAfterItsLastRunIsComplete() throws Exception {
    begin(new FakeEngine(2, run -> Fate.COMPLETES));
    try (Journal journal = Journal.open(sweepName(), results.journal(sweepName()))) {
      journal.append(new Entry.SweepChanged(SweepState.RUNNING, "", clock.instant()));
    }
    new CatchUp(store, results, clock).run();
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
  }

  @Test
  void anInterruptThatComesAfterTheLastRunInterruptsNothing() throws Exception {
    PlannedRun last = PLAN.runs().get(PLAN.runs().size() - 1);
    FakeEngine engine =
        new FakeEngine(
            1,
            run ->
                run.runId().equals(last.runId()) ? interruptAnd(Fate.COMPLETES) : Fate.COMPLETES);
    engine.setPatience(Duration.ofMinutes(1));
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
  }

  @Test
  void theFirstInterruptWaitsUntilTheRunsHaveLeft() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> interruptAnd(Fate.TRAINS));
    engine.setPatience(Duration.ofMinutes(1));
    List<Boolean> closedBefore = new ArrayList<>();
    Recorder watching =
        new Recorder() {
          @Override
          public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
            closedBefore.add(engine.isClosed());
          }
        };
    assertThat(begin(engine, watching)).isEqualTo(Ending.INTERRUPTED);
    assertThat(closedBefore).containsExactly(false, false);
    assertThat(engine.isClosed()).isTrue();
    assertInterrupted(engine, 2);
  }

  /** Ctrl-C, once, while the first run is being started. */
  private Fate interruptAnd(Fate fate) {
    if (control.now().wish() == Control.Wish.RUN) {
      control.interrupt("Ctrl-C");
    }
    return fate;
  }

  @Test
  void runsThatDoNotLeaveWhilePatienceLastsAreCutOff() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> interruptAnd(Fate.HANGS));
    assertThat(begin(engine)).isEqualTo(Ending.INTERRUPTED);
    assertInterrupted(engine, 1);
  }

  @Test
  @Timeout(60)
  void theSecondInterruptEndsTheWaitingAtOnce() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> interruptAnd(Fate.HANGS));
    engine.setPatience(Duration.ofDays(1));
    engine.whenInterrupted(() -> control.interrupt("Ctrl-C"));
    assertThat(begin(engine)).isEqualTo(Ending.INTERRUPTED);
    assertInterrupted(engine, 1);
  }

  @Test
  void aRunWhoseWorkerWasToldToLeaveByOthersIsNextAgainAndThatIsNoDeath() throws Exception {
    String left = run(1).runId();
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> run.runId().equals(left) && run.attempt() <= 3 ? Fate.LEAVES : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(engine.started().subList(0, 4)).extracting(Assignment::runId).containsOnly(left);
    assertThat(store.attempts(left))
        .extracting(AttemptRecord::state)
        .containsExactly(
            AttemptState.CANCELLED,
            AttemptState.CANCELLED,
            AttemptState.CANCELLED,
            AttemptState.COMPLETED);
    assertThat(states()).containsOnly(RunState.COMPLETED);
  }

  /** What was under way has a cancelled attempt, and all that has not ended waits. */
  private void assertInterrupted(FakeEngine engine, int epochs) {
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).containsOnly(RunState.PENDING);
    assertThat(engine.started()).isNotEmpty();
    for (Assignment run : engine.started()) {
      assertThat(record(run.runId()).lastEpoch()).isEqualTo(epochs);
      AttemptRecord attempt = store.attempts(run.runId()).get(0);
      assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
      assertThat(attempt.cause()).isEqualTo("Ctrl-C");
    }
  }

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
    assertThat(begin(engine)).isEqualTo(Ending.OUT_OF_TIME);
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
    assertThat(begin(engine)).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(engine.started()).hasSize(1);
    assertThat(states()).containsOnly(RunState.PENDING);
  }

  @Test
  void runsThatAllFailTheSameWayEndTheSweep() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> Fate.FAILS);
    policy =
        new Policy(
            1,
            Policy.STALL,
            Optional.empty(),
            3,
            Optional.empty(),
            false,
            Map.of(),
            OptionalInt.empty());
    assertThat(begin(engine)).isEqualTo(Ending.HOPELESS);
    assertThat(engine.started()).hasSize(3);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.ABORTED);
  }

  @Test
  void aPilotTrainsItsSeedsAndLeavesTheOthers() throws Exception {
    policy = Policy.DEFAULT.piloting(OptionalInt.of(2));
    FakeEngine pilot = new FakeEngine(2, run -> Fate.COMPLETES);
    assertThat(begin(pilot)).isEqualTo(Ending.STOPPED);
    assertThat(pilot.started()).extracting(Assignment::seed).containsOnly(1L, 2L).hasSize(4);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).contains(RunState.PENDING);
  }

  @Test
  void aPilotOfAllSeedsIsTheSweep() throws Exception {
    policy = Policy.DEFAULT.piloting(OptionalInt.of(3));
    assertThat(begin(new FakeEngine(2, run -> Fate.COMPLETES))).isEqualTo(Ending.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
  }

  @Test
  void aHeapThatIsTooSmallIsNotTriedAgain() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> run.seed() == 1 ? Fate.DIES : Fate.COMPLETES);
    engine.setDeath(Death.HEAP);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(engine.started()).hasSize(6);
    assertThat(states()).contains(RunState.CRASHED);
  }

  @Test
  void afterADeathForWantOfMemoryFewerRunsTrainAtOnce() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            2, run -> run.seed() == 1 && run.attempt() == 1 ? Fate.DIES : Fate.COMPLETES);
    engine.setDeath(Death.MEMORY);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(store.notes(Fixtures.SWEEP))
        .anySatisfy(note -> assertThat(note.kind()).isEqualTo("fewer_workers"));
  }

  @Test
  void aRunThatMakesNoProgressIsKilledTriedAgainAndThenTimedOut() throws Exception {
    policy =
        new Policy(
            1,
            Duration.ofNanos(1),
            Optional.empty(),
            5,
            Optional.empty(),
            false,
            Map.of(),
            OptionalInt.empty());
    String stuck = run(2).runId();
    FakeEngine engine =
        new FakeEngine(1, run -> run.runId().equals(stuck) ? Fate.HANGS : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(record(stuck).state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(store.attempts(stuck))
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.TIMED_OUT, AttemptState.TIMED_OUT);
    assertThat(store.attempts(stuck).get(0).cause()).contains("no progress");
  }

  @Test
  void aStopLetsWhatTrainsEndAndStartsNothingNew() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              control.stop("enough");
              return Fate.COMPLETES;
            });
    assertThat(begin(engine)).isEqualTo(Ending.STOPPED);
    assertThat(engine.started()).hasSize(1);
    assertThat(states()).contains(RunState.COMPLETED, RunState.PENDING);
  }

  @Test
  void aCancelEndsWhatTrains() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            2,
            run -> {
              control.cancel("now");
              return Fate.TRAINS;
            });
    assertThat(begin(engine)).isEqualTo(Ending.CANCELLED);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.CANCELLED);
    assertThat(states()).containsOnly(RunState.PENDING);
  }

  @Test
  void aPausedSweepFreesItsWorkersAndGoesOnWhenResumed() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              if (run.attempt() > 1 || !control.pause("lunch")) {
                return Fate.COMPLETES;
              }
              return Fate.TRAINS;
            });
    engine.whenInterrupted(() -> control.resume());
    assertThat(begin(engine)).isEqualTo(Ending.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(sweepJournal())
        .filteredOn(Entry.SweepChanged.class::isInstance)
        .extracting(entry -> ((Entry.SweepChanged) entry).state())
        .containsSubsequence(SweepState.RUNNING, SweepState.PAUSED, SweepState.RUNNING);
  }

  @Test
  void aSittingThatOnlyItsJournalKnowsOfIsIndexedThoughTheSweepSeemedStopped() throws Exception {
    begin(new FakeEngine(2, run -> interruptAnd(Fate.TRAINS)));
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    String runId = run(1).runId();
    try (Journal journal = Journal.open(sweepName(), results.journal(sweepName()))) {
      journal.append(new Entry.SweepChanged(SweepState.RUNNING, "", clock.instant()));
      journal.append(new Entry.AttemptStarted(runId, 2, 9, clock.instant()));
    }
    new CatchUp(store, results, clock).run();
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(store.attempts(runId))
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.CANCELLED, AttemptState.LOST);
  }

  /** A worker of a killed owner may write until the next one gets the run. */
  @Test
  void whatAnEarlierAttemptJournaledUnseenIsIndexedWithTheNextOne() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> {
              writeUnseen(run);
              return Fate.COMPLETES;
            });
    begin(engine);
    for (PlannedRun run : PLAN.runs()) {
      JournalName name = JournalName.ofRun(Fixtures.SWEEP, run.runId());
      assertThat(store.contents(name).toString()).contains("0.125");
    }
  }

  @Test
  void whatFollowsIsRunInTheSameSitting() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    Plan more = Fixtures.tuned(Fixtures.SWEEP);
    List<Boolean> asked = new ArrayList<>();
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      Ending ending =
          runner(log, List.of(), engine, new Recorder())
              .run(
                  (done, cutShort) -> {
                    asked.add(cutShort);
                    if (done.equals(more)) {
                      return Optional.empty();
                    }
                    log.record(new Entry.CandidatesChosen(more, clock.instant()));
                    log.flush();
                    return Optional.of(new Sequel.Next(more, store.runs(Fixtures.SWEEP)));
                  });
      log.flush();
      assertThat(ending).isEqualTo(Ending.DONE);
    }
    assertThat(asked).containsExactly(false, false);
    assertThat(engine.started()).hasSize(8);
    assertThat(engine.started().get(6).settings())
        .as("the candidate's settings over the arm's")
        .isEqualTo(more.settings(more.runs().get(0)));
    assertThat(states()).hasSize(8).containsOnly(RunState.COMPLETED);
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
      Ending ending =
          new SweepRunner(search, List.of(), log, around(engine, new Recorder()), control)
              .run(
                  (done, cutShort) -> {
                    if (done.equals(more)) {
                      return Optional.empty();
                    }
                    assertThat(cutShort).isTrue();
                    log.record(new Entry.SweepReplanned(more, clock.instant()));
                    log.flush();
                    return Optional.of(new Sequel.Next(more, store.runs(Fixtures.SWEEP)));
                  });
      assertThat(ending).as("seven trials are left").isEqualTo(Ending.OUT_OF_TIME);
    }
    assertThat(engine.started())
        .extracting(Assignment::seed)
        .containsExactly(1L, 1L, 1L, 2L, 3L, 4L, 5L, 6L);
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

  private void writeUnseen(Assignment run) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (Journal journal = Journal.open(name, results.journal(name))) {
      Map<String, Double> metrics = Map.of("unseen", 0.125);
      journal.append(new Entry.EpochFinished(run.attempt(), 1, metrics, Map.of(), clock.instant()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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

  private Ending begin(FakeEngine engine) throws InterruptedException {
    return begin(engine, new Recorder());
  }

  private Ending begin(FakeEngine engine, SweepObserver observer) throws InterruptedException {
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      Ending ending = runner(log, List.of(), engine, observer).run();
      log.flush();
      return ending;
    }
  }

  private SweepRunner runner(
      SweepLog log, List<RunRecord> stored, FakeEngine engine, SweepObserver observer) {
    return new SweepRunner(PLAN, stored, log, around(engine, observer), control);
  }

  private Surroundings around(FakeEngine engine, SweepObserver observer) {
    return new Surroundings(
        results,
        engine,
        observer,
        policy,
        new Pruning(PLAN.header()),
        Assignment.Checkpoints.LAST,
        FakeEngine.host(),
        clock);
  }

  private Assignment assignment(PlannedRun run) {
    return new Assignment(
        Fixtures.SWEEP,
        run.runId(),
        1,
        "alexnet",
        PLAN.arm(run.armId()).settings(),
        run.seed(),
        run.identity(),
        Assignment.Checkpoints.LAST,
        results.run(Fixtures.SWEEP, run.runId()).toString(),
        FakeEngine.host());
  }

  private static JournalName sweepName() {
    return JournalName.ofSweep(Fixtures.SWEEP);
  }

  private List<Entry> sweepJournal() {
    try {
      return Journal.read(sweepName(), results.journal(sweepName())).lines().stream()
          .map(line -> line.entry())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PlannedRun run(long seed) {
    return PLAN.runs().stream().filter(r -> r.seed() == seed).findFirst().orElseThrow();
  }

  private RunRecord record(String runId) {
    return store.run(runId).orElseThrow();
  }

  private List<RunState> states() {
    return store.runs(Fixtures.SWEEP).stream().map(RunRecord::state).toList();
  }

  /** Notes starts and ends. */
  private class Recorder implements SweepObserver {
    @Override
    public void sweepStarted(List<PlannedRun> left, int total) {}

    @Override
    public void runStarted(PlannedRun run, int attempt, int worker) {
      seen.add("start " + run.runId());
    }

    @Override
    public void runProgressed(PlannedRun run, int epoch, long done, long of) {}

    @Override
    public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {}

    @Override
    public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
      seen.add("end " + run.runId() + " " + state);
    }
  }
}
