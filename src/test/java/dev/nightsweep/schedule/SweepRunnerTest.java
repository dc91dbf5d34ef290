package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SweepRunnerTest extends SweepRunning {
  @Test
  void everyRunIsTrainedOnceInThePlansOrder() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
  void aRunWhoseProgramIsKilledIsTriedAgainLikeOneWhoseWorkerDied() throws Exception {
    String victim = run(2).runId();
    FakeEngine engine =
        new FakeEngine(
            1,
            run ->
                run.runId().equals(victim) && run.attempt() == 1 ? Fate.IS_KILLED : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(store.attempts(victim))
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.CRASHED, AttemptState.COMPLETED);
    assertThat(store.attempts(victim).get(0).cause()).contains("killed by signal 9");
  }

  @Test
  void aRunWhoseProgramIsAlwaysKilledHasCrashed() throws Exception {
    String victim = run(2).runId();
    FakeEngine engine =
        new FakeEngine(1, run -> run.runId().equals(victim) ? Fate.IS_KILLED : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(record(victim).state()).isEqualTo(RunState.CRASHED);
    assertThat(record(victim).attempts()).isEqualTo(2);
  }

  /** Nobody trains a night long for nothing. */
  @Test
  void aSweepWhoseFirstRunReadsNothingToJudgeByEndsAtOnce() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> Fate.IS_BLIND);
    assertThat(begin(engine)).isEqualTo(SessionEnd.HOPELESS);
    assertThat(engine.started()).hasSize(1);
    assertThat(states()).containsOnlyOnce(RunState.FAILED).contains(RunState.PENDING);
  }

  @Test
  void aSweepGoesOnIfAnotherOfItsRunsHasReadWhatItIsJudgedBy() throws Exception {
    String first = PLAN.runs().get(0).runId();
    FakeEngine engine =
        new FakeEngine(1, run -> run.runId().equals(first) ? Fate.COMPLETES : Fate.IS_BLIND);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(engine.started()).hasSize(6);
    assertThat(states()).contains(RunState.COMPLETED);
  }

  @Test
  void aRunWhoseWorkerDiesEveryTimeIsMarkedAndTheOthersGoOn() throws Exception {
    String victim = run(2).runId();
    FakeEngine engine =
        new FakeEngine(1, run -> run.runId().equals(victim) ? Fate.DIES : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
  void aRunWhoseWorkerWasToldToLeaveByOthersIsNextAgainAndThatIsNoDeath() throws Exception {
    String left = run(1).runId();
    FakeEngine engine =
        new FakeEngine(
            1,
            run -> run.runId().equals(left) && run.attempt() <= 3 ? Fate.LEAVES : Fate.COMPLETES);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.HOPELESS);
    assertThat(engine.started()).hasSize(3);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.ABORTED);
  }

  @Test
  void aHeapThatIsTooSmallIsNotTriedAgain() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> run.seed() == 1 ? Fate.DIES : Fate.COMPLETES);
    engine.setDeath(WorkerExit.HEAP);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(engine.started()).hasSize(6);
    assertThat(states()).contains(RunState.CRASHED);
  }

  @Test
  void afterADeathForWantOfMemoryFewerRunsTrainAtOnce() throws Exception {
    FakeEngine engine =
        new FakeEngine(
            2, run -> run.seed() == 1 && run.attempt() == 1 ? Fate.DIES : Fate.COMPLETES);
    engine.setDeath(WorkerExit.MEMORY);
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(record(stuck).state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(store.attempts(stuck))
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.TIMED_OUT, AttemptState.TIMED_OUT);
    assertThat(store.attempts(stuck).get(0).cause()).contains("no progress");
  }

  @Test
  void whatFollowsIsRunInTheSameSitting() throws Exception {
    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    Plan more = Fixtures.tuned(Fixtures.SWEEP);
    List<Boolean> asked = new ArrayList<>();
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      SessionEnd ending =
          runner(log, List.of(), engine, new Recorder())
              .run(
                  (done, cutShort) -> {
                    asked.add(cutShort);
                    if (done.equals(more)) {
                      return Optional.empty();
                    }
                    log.record(new Entry.CandidatesChosen(more, clock.instant()));
                    log.flush();
                    return Optional.of(new PlanExtender.Next(more, store.runs(Fixtures.SWEEP)));
                  });
      log.flush();
      assertThat(ending).isEqualTo(SessionEnd.DONE);
    }
    assertThat(asked).containsExactly(false, false);
    assertThat(engine.started()).hasSize(8);
    assertThat(engine.started().get(6).settings())
        .as("the candidate's settings over the arm's")
        .isEqualTo(more.settings(more.runs().get(0)));
    assertThat(states()).hasSize(8).containsOnly(RunState.COMPLETED);
  }
}
