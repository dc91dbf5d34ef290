package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SteeredSweepTest extends SweepRunning {
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
      assertThat(runner(log, List.of(), hanging, stopping).run()).isEqualTo(SessionEnd.INTERRUPTED);
      log.flush();
    }
    assertThat(hanging.isClosed()).isTrue();
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).doesNotContain(RunState.RUNNING).contains(RunState.PENDING);

    FakeEngine engine = new FakeEngine(2, run -> Fate.COMPLETES);
    try (SweepLog log = SweepLog.open(results, Fixtures.SWEEP, writer)) {
      control = new Control();
      SweepRunner next = runner(log, store.runs(Fixtures.SWEEP), engine, new Recorder());
      assertThat(next.run()).isEqualTo(SessionEnd.DONE);
      log.flush();
    }
    assertThat(engine.started()).extracting(Assignment::seed).doesNotContain(1L);
    assertThat(states()).containsOnly(RunState.COMPLETED);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
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
    assertThat(begin(engine, watching)).isEqualTo(SessionEnd.INTERRUPTED);
    assertThat(closedBefore).containsExactly(false, false);
    assertThat(engine.isClosed()).isTrue();
    assertInterrupted(engine, 2);
  }

  @Test
  void runsThatDoNotLeaveWhilePatienceLastsAreCutOff() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> interruptAnd(Fate.HANGS));
    assertThat(begin(engine)).isEqualTo(SessionEnd.INTERRUPTED);
    assertInterrupted(engine, 1);
  }

  @Test
  @Timeout(60)
  void theSecondInterruptEndsTheWaitingAtOnce() throws Exception {
    FakeEngine engine = new FakeEngine(1, run -> interruptAnd(Fate.HANGS));
    engine.setPatience(Duration.ofDays(1));
    engine.whenInterrupted(() -> control.interrupt("Ctrl-C"));
    assertThat(begin(engine)).isEqualTo(SessionEnd.INTERRUPTED);
    assertInterrupted(engine, 1);
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
  void aPilotTrainsItsSeedsAndLeavesTheOthers() throws Exception {
    policy = pilot(2);
    FakeEngine pilot = new FakeEngine(2, run -> Fate.COMPLETES);
    assertThat(begin(pilot)).isEqualTo(SessionEnd.STOPPED);
    assertThat(pilot.started()).extracting(Assignment::seed).containsOnly(1L, 2L).hasSize(4);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.STOPPED);
    assertThat(states()).contains(RunState.PENDING);
  }

  private static Policy pilot(int seeds) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.retries(),
        usual.stall(),
        usual.runLimit(),
        usual.sameFailures(),
        usual.deadline(),
        usual.inParts(),
        usual.runSeconds(),
        OptionalInt.of(seeds));
  }

  @Test
  void aPilotOfAllSeedsIsTheSweep() throws Exception {
    policy = pilot(3);
    assertThat(begin(new FakeEngine(2, run -> Fate.COMPLETES))).isEqualTo(SessionEnd.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.STOPPED);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.CANCELLED);
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
    assertThat(begin(engine)).isEqualTo(SessionEnd.DONE);
    assertThat(states()).containsOnly(RunState.COMPLETED);
    assertThat(sweepJournal())
        .filteredOn(Entry.SweepChanged.class::isInstance)
        .extracting(entry -> ((Entry.SweepChanged) entry).state())
        .containsSubsequence(SweepState.RUNNING, SweepState.PAUSED, SweepState.RUNNING);
  }
}
