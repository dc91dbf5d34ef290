package dev.nightsweep.store;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static dev.nightsweep.store.ContractedStore.epoch;
import static dev.nightsweep.store.ContractedStore.lines;
import static dev.nightsweep.store.ContractedStore.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of runs: their attempts, readings and results. */
public interface ReadingsContract extends ContractedStore {
  /**
   * An attempt that begins anew leaves a run without readings for a moment; what is read in the
   * same batch and in later ones must not suffer from it.
   */
  @Test
  default void aRunThatBeginsAnewReadsOn() {
    JournalName sweep = JournalName.ofSweep(SWEEP);
    JournalName run = JournalName.ofRun(SWEEP, N1);
    Instant at = Fixtures.START;
    List<Entry> ofSweep =
        List.of(
            new Entry.SweepPlanned(Fixtures.plan(SWEEP)),
            new Entry.AttemptStarted(N1, 1, 1, at),
            new Entry.AttemptEnded(
                N1, 1, AttemptState.CRASHED, RunState.PENDING, "died", List.of(), at),
            new Entry.AttemptStarted(N1, 2, 1, at));
    List<Entry> ofRun =
        List.of(
            new Entry.RunStarted(1, Fixtures.environment(), Optional.empty(), Start.BEGINNING, at),
            new Entry.EpochFinished(1, 1, Map.of("a", 1.0), Map.of("load", 0.5), at),
            new Entry.RunStarted(2, Fixtures.environment(), Optional.empty(), Start.BEGINNING, at),
            new Entry.EpochFinished(2, 1, Map.of("a", 2.0, "b", 3.0), Map.of(), at),
            new Entry.EpochFinished(2, 2, Map.of("b", 4.0, "c", 5.0), Map.of("load", 0.5), at));
    store().index(lines(sweep, ofSweep));
    List<JournalLine> lines = lines(run, ofRun);
    store().index(lines.subList(0, 2));
    store().index(lines.subList(2, 4));
    store().index(lines.subList(4, 5));
    assertThat(store().curves(N1))
        .containsEntry("a", List.of(new Point(1, 2.0)))
        .containsEntry("b", List.of(new Point(1, 3.0), new Point(2, 4.0)))
        .containsEntry("c", List.of(new Point(2, 5.0)));
  }

  @Test
  default void aRunThatCameBackShowsItsLaterAttempt() {
    store().index(Fixtures.journals(SWEEP));

    RunRecord run = store().run(L1).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.lastEpoch()).isEqualTo(Fixtures.EPOCHS);
    assertThat(run.parameterHash()).contains(Fixtures.result(0).parameterHash());
    assertThat(run.endedAt()).isPresent();
    assertThat(run.readings())
        .containsEntry(Metrics.TRAINING_LOSS, Fixtures.readings(2, 3).get(Metrics.TRAINING_LOSS))
        .containsEntry(Metrics.TEST_ACCURACY, 0.95 + 0.002)
        .doesNotContainKey("cpu_load");
    assertThat(store().curves(L1).get(Metrics.TRAINING_LOSS))
        .containsExactly(
            new Point(1, Fixtures.readings(1, 1).get(Metrics.TRAINING_LOSS)),
            new Point(2, Fixtures.readings(2, 2).get(Metrics.TRAINING_LOSS)),
            new Point(3, Fixtures.readings(2, 3).get(Metrics.TRAINING_LOSS)));
    assertThat(store().result(L1)).contains(Fixtures.result(0.95 + 0.002));
    assertThat(store().environment(L1)).contains(Fixtures.environment());
    assertThat(store().model(L1)).contains(Fixtures.model("l"));
    assertThat(store().model(N1)).contains(Fixtures.model("n"));
  }

  @Test
  default void attemptsTellHowTheyEnded() {
    store().index(Fixtures.journals(SWEEP));

    List<AttemptRecord> attempts = store().attempts(L1);
    assertThat(attempts)
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.CRASHED, AttemptState.COMPLETED);
    assertThat(attempts.get(0).cause()).isEqualTo("The worker died (exit code 134).");
    assertThat(attempts.get(0).logTail()).containsExactly("epoch 1 done", "häßlich \"log\"");
    assertThat(attempts.get(1).logTail()).isEmpty();
    assertThat(store().sweepAttempts(SWEEP)).hasSize(7).containsAll(attempts);
    assertThat(store().sweepAttempts(SWEEP)).extracting(AttemptRecord::startedAt).isSorted();
  }

  @Test
  default void aReusedRunIsCompleteWithoutAnAttemptAndIsNoSourceItself() {
    store().index(Fixtures.journals(SWEEP));
    assertThat(store().trained()).containsEntry("identity-of-" + N1, JournalName.ofRun(SWEEP, N1));
    String run = Fixtures.run("other", 'n', 1);
    store()
        .index(
            List.of(
                new JournalLine(
                    JournalName.ofSweep("other"),
                    1,
                    new Entry.SweepPlanned(Fixtures.plan("other")))));
    store()
        .index(
            List.of(
                new JournalLine(
                    JournalName.ofSweep("other"),
                    2,
                    new Entry.RunReused(run, N1, Fixtures.START))));

    RunRecord reused = store().run(run).orElseThrow();
    assertThat(reused.state()).isEqualTo(RunState.COMPLETED);
    assertThat(reused.reusedFrom()).contains(N1);
    assertThat(reused.attempts()).isZero();
    assertThat(store().trained()).doesNotContainKey("identity-of-" + run);
  }

  @Test
  default void aRunningAttemptHasNoEndAndAnotherTryMakesTheRunPending() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    List<JournalLine> started = new ArrayList<>();
    for (JournalLine line : lines) {
      started.add(line);
      if (line.entry() instanceof Entry.AttemptStarted s && s.runId().equals(L1)) {
        break;
      }
    }
    store().index(started);
    assertThat(store().run(L1).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(store().attempts(L1).get(0).endedAt()).isEmpty();

    List<JournalLine> crashed = new ArrayList<>(lines.subList(started.size(), lines.size()));
    crashed.removeIf(line -> !line.journal().equals(JournalName.ofSweep(SWEEP)));
    store().index(crashed.subList(0, 1));
    RunRecord run = store().run(L1).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.PENDING);
    assertThat(run.endedAt()).isEmpty();
  }

  @Test
  default void nanAndInfinitiesAreKeptAndNeverWin() {
    store().index(Fixtures.journals(SWEEP));

    assertThat(store().run(L2).orElseThrow().readings())
        .containsEntry(Metrics.VALIDATION_LOSS, Double.NaN)
        .containsEntry(Metrics.TRAINING_LOSS, Double.POSITIVE_INFINITY);
    assertThat(store().curves(L2).get(Metrics.VALIDATION_LOSS).get(1))
        .isEqualTo(new Point(2, Double.NaN));
  }

  @Test
  default void aSweepsCurvesOfOneMetricAreInPlanOrder() {
    store().index(Fixtures.journals(SWEEP));

    Map<String, List<Point>> curves = store().curves(SWEEP, Metrics.SECONDS);
    assertThat(List.copyOf(curves.keySet()))
        .isEqualTo(Fixtures.plan(SWEEP).runs().stream().map(r -> r.runId()).toList());
    assertThat(curves.get(N3)).containsExactly(new Point(1, 12.6));
    assertThat(store().curves(SWEEP, "cpu_load")).isEmpty();
    assertThat(store().curves(SWEEP, Metrics.TEST_LOSS)).doesNotContainKeys(N3, L2);
  }

  @Test
  default void theDetailsOfAllRunsAreThoseOfEach() {
    store().index(Fixtures.journals(SWEEP));
    store().runs(SWEEP).stream()
        .map(RunRecord::runId)
        .forEach(
            run -> {
              assertThat(store().sweepCurves(SWEEP).getOrDefault(run, Map.of()))
                  .isEqualTo(store().curves(run));
              assertThat(Optional.ofNullable(store().sweepEnvironments(SWEEP).get(run)))
                  .isEqualTo(store().environment(run));
              assertThat(Optional.ofNullable(store().sweepModels(SWEEP).get(run)))
                  .isEqualTo(store().model(run));
              assertThat(Optional.ofNullable(store().sweepResults(SWEEP).get(run)))
                  .isEqualTo(store().result(run));
            });
    assertThat(store().sweepResults(SWEEP)).isNotEmpty();
    assertThat(store().sweepModels("no-such-sweep")).isEmpty();
  }

  @Test
  default void anOlderAttemptThatArrivesLateNeverReplacesANewerOne() {
    JournalName journal = JournalName.ofRun(SWEEP, N1);
    store().index(Fixtures.journals(SWEEP).subList(0, 4));
    Instant at = Fixtures.START;
    Outcome late = new Outcome.Completed(Fixtures.result(0.1));
    Outcome good = new Outcome.Completed(Fixtures.result(0.9));
    store()
        .index(
            List.of(
                new JournalLine(journal, 1, epoch(2, 1, 0.2)),
                new JournalLine(journal, 2, new Entry.RunEnded(2, 1, good, at)),
                new JournalLine(journal, 3, epoch(1, 1, 0.1))));
    store().index(List.of(new JournalLine(journal, 4, epoch(1, 1, 0.1))));
    store().index(List.of(new JournalLine(journal, 5, new Entry.RunEnded(1, 1, late, at))));

    assertThat(store().curves(N1).get("m")).containsExactly(new Point(1, 0.2));
    assertThat(store().run(N1).orElseThrow().readings())
        .containsEntry("m", 0.2)
        .containsEntry(Metrics.TEST_ACCURACY, 0.9);
    assertThat(store().result(N1)).contains(Fixtures.result(0.9));
  }

  /** An attempt that begins anew voids what the one before reached; one that goes on does not. */
  @Test
  default void anAttemptStandsOnEarlierEpochsUpToItsStartOnly() {
    JournalName journal = JournalName.ofRun(SWEEP, N1);
    store().index(Fixtures.journals(SWEEP).subList(0, 4));
    List<JournalLine> lines =
        List.of(
            new JournalLine(journal, 1, started(1, Start.BEGINNING)),
            new JournalLine(journal, 2, epoch(1, 1, 0.1)),
            new JournalLine(journal, 3, epoch(1, 2, 0.2)),
            new JournalLine(journal, 4, epoch(1, 3, 0.3)),
            new JournalLine(journal, 5, started(2, Start.at(2, 7))),
            new JournalLine(journal, 6, epoch(2, 2, 0.22)));
    store().index(lines);
    assertThat(store().curves(N1).get("m")).containsExactly(new Point(1, 0.1), new Point(2, 0.22));
    assertThat(store().run(N1).orElseThrow().lastEpoch()).isEqualTo(2);

    store()
        .index(
            List.of(
                new JournalLine(journal, 7, started(3, Start.refusing("another library"))),
                new JournalLine(journal, 8, epoch(3, 1, 0.11))));
    store().index(lines); // again, as after a crash of the parent
    assertThat(store().curves(N1).get("m")).containsExactly(new Point(1, 0.11));
    assertThat(store().run(N1).orElseThrow().lastEpoch()).isEqualTo(1);
    assertThat(store().run(N1).orElseThrow().readings()).containsEntry("m", 0.11);
  }

  @Test
  default void anAttemptThatHadOnlyTheTestLeftKeepsTheLastEpochThatItStandsOn() {
    store().index(Fixtures.journals(SWEEP).subList(0, 4));
    JournalName journal = JournalName.ofRun(SWEEP, N1);
    Outcome good = new Outcome.Completed(Fixtures.result(0.9));
    List<JournalLine> lines =
        List.of(
            new JournalLine(journal, 1, started(1, Start.BEGINNING)),
            new JournalLine(journal, 2, epoch(1, 1, 0.1)),
            new JournalLine(journal, 3, epoch(1, 2, 0.2)),
            new JournalLine(journal, 4, started(2, Start.at(3, 0))),
            new JournalLine(journal, 5, new Entry.RunEnded(2, 2, good, Fixtures.START)));
    lines.forEach(line -> store().index(List.of(line)));
    assertThat(store().curves(N1).get("m")).containsExactly(new Point(1, 0.1), new Point(2, 0.2));
    assertThat(store().curves(N1).get("test_accuracy")).containsExactly(new Point(2, 0.9));
    assertThat(store().run(N1).orElseThrow().readings())
        .containsEntry("m", 0.2)
        .containsEntry("test_accuracy", 0.9);
  }

  /** The second run's new start makes the store write what it has; the first run then goes on. */
  @Test
  default void aRunMayEndInABatchInWhichAnotherBeginsAnew() {
    store().index(Fixtures.journals(SWEEP).subList(0, 4));
    JournalName first = JournalName.ofRun(SWEEP, N1);
    JournalName second = JournalName.ofRun(SWEEP, N3);
    Outcome good = new Outcome.Completed(Fixtures.result(0.9));
    store()
        .index(
            List.of(
                new JournalLine(second, 1, epoch(1, 1, 0.5)),
                new JournalLine(first, 1, epoch(1, 1, 0.1)),
                new JournalLine(second, 2, started(2, Start.BEGINNING)),
                new JournalLine(first, 2, new Entry.RunEnded(1, 1, good, Fixtures.START))));

    assertThat(store().run(N1).orElseThrow().readings())
        .containsEntry("m", 0.1)
        .containsEntry(Metrics.TEST_ACCURACY, 0.9);
    assertThat(store().curves(N3)).isEmpty();
  }
}
