package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.SweepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepQueueRunnerTest {
  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aNewSweepIsPlannedTrainedAndConcluded() throws InterruptedException {
    SweepResult result = session.run(InMemorySession.GRID);
    assertThat(result.outcome()).isEqualTo(new SessionOutcome(SessionEnd.DONE, "", 0));
    assertThat(result.sweep().state()).isEqualTo(SweepState.COMPLETED);
    assertThat(result.contrasts()).isNotEmpty();
    assertThat(result.answers()).isNotEmpty();
    assertThat(result.report()).exists();
    assertThat(session.folder.log(result.sweep().sweepId())).isNotEmptyFile();
    assertThat(session.heard.events)
        .containsExactly("planned 6 runs on 2", "forecast", "trained", "ended DONE");
    assertThat(session.engines.get(0).isClosed()).isTrue();
  }

  @Test
  void aFinishedSweepIsShownAndNotTrainedAgain() throws InterruptedException {
    session.run(InMemorySession.GRID);
    session.heard.events.clear();
    SweepResult again = session.run(InMemorySession.GRID);
    assertThat(session.heard.events).containsExactly("finished before", "ended DONE");
    assertThat(again.outcome().isComplete()).isTrue();
    assertThat(session.started()).isEqualTo(6);
  }

  @Test
  void anInterruptedSweepGoesOnWhereItStood() throws InterruptedException {
    session.script =
        run -> {
          session.interruption.interrupt("Ctrl-C");
          return Fate.TRAINS;
        };
    SweepResult stopped = session.run(InMemorySession.GRID);
    assertThat(stopped.outcome().end()).isEqualTo(SessionEnd.INTERRUPTED);
    assertThat(stopped.outcome().reason()).contains("Ctrl-C");

    session.script = run -> Fate.COMPLETES;
    session.interruption = new Interruption();
    SweepResult done = session.run(InMemorySession.GRID);
    assertThat(done.outcome().isComplete()).isTrue();
    assertThat(done.sweep().sweepId()).isEqualTo(stopped.sweep().sweepId());
    assertThat(session.heard.events).contains("continued at 0");
  }

  @Test
  void badRunsAreCountedAndTriedAgainOnlyIfThatIsWished() throws InterruptedException {
    session.script = run -> run.seed() == 2 ? Fate.FAILS : Fate.COMPLETES;
    assertThat(session.run(InMemorySession.GRID).outcome().badRuns()).isEqualTo(2);
    session.script = run -> Fate.COMPLETES;
    assertThat(session.run(InMemorySession.GRID).outcome().badRuns()).isEqualTo(2);
    SessionOptions retrying =
        new SessionOptions(
            OptionalInt.empty(),
            EngineChoice.LOCAL,
            SessionLimits.DEFAULT,
            true,
            true,
            true,
            Optional.empty(),
            false);
    assertThat(session.run(InMemorySession.GRID, retrying).outcome().badRuns()).isZero();
    assertThat(session.started()).isEqualTo(8);
  }

  @Test
  void whatWaitsIsRunNext() throws InterruptedException {
    String other = InMemorySession.GRID.replace("name: lrn", "name: second");
    session.script =
        run -> {
          if (session.owner.waiting().isEmpty() && session.started() == 1) {
            new SweepEnqueuer(session.owner, InstantSource.system(), false)
                .enqueue(InMemorySession.spec(other), false, Optional.empty());
          }
          return Fate.COMPLETES;
        };
    QueueResult queue =
        session
            .runner(SessionOptions.DEFAULT.withWorkers(1))
            .work(InMemorySession.spec(InMemorySession.GRID));
    assertThat(queue.results())
        .extracting(result -> result.sweep().header().name())
        .containsExactly("lrn", "second");
    assertThat(session.owner.enqueue("late")).as("nothing is taken any more").isFalse();
  }

  @Test
  void whatIsRefusedInTheQueueDoesNotKeepOthersFromTheirTurn() throws InterruptedException {
    session.script =
        run -> {
          if (session.owner.waiting().isEmpty() && session.started() == 1) {
            enqueue("second");
            enqueue("third");
            String second = session.owner.waiting().get(0);
            spoil(session.owner.folder().spec(second, "test.yaml"));
          }
          return Fate.COMPLETES;
        };
    QueueResult queue =
        session
            .runner(SessionOptions.DEFAULT.withWorkers(1))
            .work(InMemorySession.spec(InMemorySession.GRID));
    assertThat(queue.results())
        .extracting(result -> result.sweep().header().name())
        .containsExactly("lrn", "third");
    assertThat(session.heard.events).contains("refused");
    assertThat(queue.refused()).singleElement().asString().startsWith("second-");
  }

  private void enqueue(String name) {
    new SweepEnqueuer(session.owner, InstantSource.system(), false)
        .enqueue(
            InMemorySession.spec(InMemorySession.GRID.replace("name: lrn", "name: " + name)),
            false,
            Optional.empty());
  }

  private static void spoil(Path spec) {
    try {
      Files.writeString(spec, "parameters: {no_such: {value: 1}}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anImportedSweepOfTheSameNameIsNotTakenForOnesOwn() throws IOException {
    Spec spec = InMemorySession.spec(InMemorySession.GRID);
    SweepResolver.Found own = session.resolver().find(spec, false, Optional.empty());
    session.resolver().log(spec, own).close();
    Plan theirs =
        SweepResolver.plan(
            spec,
            WorkerLauncher.here(1).program(spec.program()),
            "theirs-1",
            Instant.parse("2099-01-01T00:00:00Z"));
    SweepLog.begin(session.owner.folder(), theirs, session.owner.writer()).close();
    session.owner.writer().flush();
    Files.writeString(session.owner.folder().imported("theirs-1"), "{}");

    assertThat(found(spec)).isEqualTo(own.plan().header().sweepId());
    assertThat(found(spec.ofSweep(own.plan().header().sweepId())))
        .isEqualTo(own.plan().header().sweepId());
    assertThat(found(spec.ofSweep("theirs-1"))).isEqualTo("theirs-1");
  }

  private String found(Spec spec) {
    return session.resolver().find(spec, false, Optional.empty()).plan().header().sweepId();
  }

  @Test
  void aPilotTrainsItsSeedsAndSaysWhatPowerTheyPromise() throws InterruptedException {
    session.run(InMemorySession.GRID, pilotOfTwoSeeds());
    assertThat(session.started()).isEqualTo(4);
    assertThat(session.heard.events).endsWith("ended STOPPED", "piloted");
  }

  @Test
  void tunedArmsHaveNoPilot() {
    assertThatThrownBy(() -> session.run(InMemorySession.TUNED, pilotOfTwoSeeds()))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("has no pilot");
  }

  private static SessionOptions pilotOfTwoSeeds() {
    SessionLimits usual = SessionLimits.DEFAULT;
    SessionOptions options = SessionOptions.DEFAULT;
    return new SessionOptions(
        options.workers(),
        options.engine(),
        new SessionLimits(
            usual.retries(),
            usual.stall(),
            usual.runLimit(),
            usual.sameFailures(),
            usual.finishBy(),
            usual.maxTime(),
            usual.inParts(),
            OptionalInt.of(2)),
        options.retryFailed(),
        options.reuse(),
        options.calibrate(),
        options.untilSettled(),
        options.startAnew());
  }
}
