package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpTest extends SweepRunning {
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

  private void writeUnseen(Assignment run) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (Journal journal = Journal.open(name, results.journal(name))) {
      Map<String, Double> metrics = Map.of("unseen", 0.125);
      journal.append(new Entry.EpochFinished(run.attempt(), 1, metrics, Map.of(), clock.instant()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As it is when something else opens the folder while a session is under way. */
  @Test
  void aSweepThatALiveSessionHasIsLeftAlone() throws Exception {
    PlannedRun run = PLAN.runs().get(0);
    try (SweepLog log = SweepLog.begin(results, PLAN, writer)) {
      log.record(new Entry.SweepChanged(SweepState.RUNNING, "", clock.instant()));
      log.record(new Entry.AttemptStarted(run.runId(), 1, 1, clock.instant()));
      log.flush();
      int journaled = sweepJournal().size();

      CatchUp.Done done = new CatchUp(store, results, clock).run();
      assertThat(done.warnings()).singleElement().asString().contains(Fixtures.SWEEP);
      assertThat(sweepJournal()).hasSize(journaled);
      assertThat(record(run.runId()).state()).isEqualTo(RunState.RUNNING);
      assertThatThrownBy(() -> SweepLog.open(results, Fixtures.SWEEP, writer))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("is in use");
      assertThatThrownBy(() -> new Deletion(store, results).delete(Fixtures.SWEEP))
          .isInstanceOf(UserErrorException.class);

      log.record(new Entry.SweepChanged(SweepState.PAUSED, "", clock.instant()));
    }
    assertThat(new CatchUp(store, results, clock).run().warnings()).isEmpty();
    assertThat(record(run.runId()).state()).isEqualTo(RunState.PENDING);
    assertThat(store.state(Fixtures.SWEEP)).contains(SweepState.STOPPED);
  }

  /** Other lines count, and nobody is left to think that these do. */
  @Test
  void aLineThatDoesNotFitIsLeftOutAndToldOf() throws Exception {
    begin(new FakeEngine(2, run -> Fate.COMPLETES));
    try (Journal journal = Journal.open(sweepName(), results.journal(sweepName()))) {
      journal.append(new Entry.AttemptStarted("nobody", 1, 1, clock.instant()));
      journal.append(new Entry.AttemptStarted("nobody", 2, 1, clock.instant()));
      journal.append(new Entry.Noted("info", "resumed", Optional.empty(), "x", clock.instant()));
    }
    assertThat(new CatchUp(store, results, clock).run().warnings())
        .singleElement()
        .asString()
        .contains("is shown without 2 lines of its journals", "Line ", "verify " + Fixtures.SWEEP);
    assertThat(store.state(Fixtures.SWEEP)).contains(SweepState.COMPLETED);
  }

  @Test
  void aJournalThatIsNoFileIsToldOfAndKeepsNobodyFromTheOthers() throws Exception {
    begin(new FakeEngine(2, run -> Fate.COMPLETES));
    Files.createDirectories(results.journal(JournalName.ofSweep("bad")));
    store.delete(Fixtures.SWEEP);
    CatchUp.Done done = new CatchUp(store, results, clock).run();
    assertThat(done.warnings())
        .singleElement()
        .asString()
        .contains("bad is left out", "delete bad");
    assertThat(store.state(Fixtures.SWEEP)).contains(SweepState.COMPLETED);
  }
}
