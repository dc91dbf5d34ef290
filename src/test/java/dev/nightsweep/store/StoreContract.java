package dev.nightsweep.store;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
public abstract class StoreContract {
  private static final String N1 = Fixtures.run(SWEEP, 'n', 1);
  private static final String L1 = Fixtures.run(SWEEP, 'l', 1);
  private static final String L2 = Fixtures.run(SWEEP, 'l', 2);
  private static final String N3 = Fixtures.run(SWEEP, 'n', 3);

  /** The store under test: empty at first, the same one during a test. */
  protected abstract Store store();

  /** Another empty store; the caller closes it. */
  protected abstract Store anotherStore();

  /** All that can be read from a store, whichever way: equal contents, equal maps. */
  protected Map<String, List<String>> everything(Store store) {
    Map<String, List<String>> all = new TreeMap<>();
    all.put("ids", store.idsStartingWith(""));
    all.put("trained", List.of(new TreeMap<>(store.trained()).toString()));
    for (SweepRecord sweep : store.sweeps()) {
      String id = sweep.sweepId();
      all.put(id, List.of(sweep.toString()));
      all.put(id + " runs", texts(store.runs(id)));
      all.put(id + " attempts", texts(store.sweepAttempts(id)));
      all.put(id + " curves", texts(store.sweepCurves(id).entrySet()));
      all.put(id + " load", texts(store.systemCurves(id, "cpu_load").entrySet()));
      all.put(id + " environments", texts(store.sweepEnvironments(id).entrySet()));
      all.put(id + " models", texts(store.sweepModels(id).entrySet()));
      all.put(id + " results", texts(store.sweepResults(id).entrySet()));
      all.put(id + " looks", texts(store.looks(id)));
      all.put(id + " said", store.said(id));
      all.put(id + " lock", texts(store.lock(id).stream().toList()));
      all.put(id + " repeated", List.of(store.repeated(id).toString()));
      all.put(id + " notes", texts(store.notes(id)));
    }
    return all;
  }

  private static List<String> texts(Collection<?> parts) {
    return parts.stream().map(Object::toString).toList();
  }

  @Test
  void anEmptyStoreAnswersEmpty() {
    assertThat(store().sweeps()).isEmpty();
    assertThat(store().sweep(SWEEP)).isEmpty();
    assertThat(store().state(SWEEP)).isEmpty();
    assertThat(store().runs(SWEEP)).isEmpty();
    assertThat(store().run(N1)).isEmpty();
    assertThat(store().idsStartingWith("")).isEmpty();
    assertThat(store().attempts(N1)).isEmpty();
    assertThat(store().sweepAttempts(SWEEP)).isEmpty();
    assertThat(store().curves(N1)).isEmpty();
    assertThat(store().curves(SWEEP, Metrics.VALIDATION_LOSS)).isEmpty();
    assertThat(store().environment(N1)).isEmpty();
    assertThat(store().model(N1)).isEmpty();
    assertThat(store().result(N1)).isEmpty();
    assertThat(store().contrasts(SWEEP)).isEmpty();
    assertThat(store().lock(SWEEP)).isEmpty();
    assertThat(store().repeated(SWEEP)).isEmpty();
    assertThat(store().notes(SWEEP)).isEmpty();
    assertThat(store().position(JournalName.ofSweep(SWEEP))).isZero();
    assertThat(store().position(JournalName.ofRun(SWEEP, N1))).isZero();
    store().delete(SWEEP);
    store().index(List.of());
  }

  /**
   * An attempt that begins anew leaves a run without readings for a moment; what is read in the
   * same batch and in later ones must not suffer from it.
   */
  @Test
  void aRunThatBeginsAnewReadsOn() {
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

  private static List<JournalLine> lines(JournalName journal, List<Entry> entries) {
    List<JournalLine> lines = new ArrayList<>();
    entries.forEach(entry -> lines.add(new JournalLine(journal, lines.size() + 1L, entry)));
    return lines;
  }

  @Test
  void aPlannedSweepHasItsArmsAndPendingRunsInOrder() {
    store().index(Fixtures.journals(SWEEP).subList(0, 1));

    SweepRecord sweep = store().sweep(SWEEP).orElseThrow();
    Plan plan = Fixtures.plan(SWEEP);
    assertThat(sweep.header()).isEqualTo(plan.header());
    assertThat(sweep.arms()).isEqualTo(plan.arms());
    assertThat(sweep.state()).isEqualTo(SweepState.PLANNED);
    assertThat(sweep.runs()).isEqualTo(Map.of(RunState.PENDING, 6));
    assertThat(sweep.startedAt()).isEmpty();
    assertThat(sweep.endedAt()).isEmpty();
    assertThat(sweep.looks()).isZero();
    assertThat(sweep.lookedAt()).isEmpty();
    assertThat(sweep.isLookedThrough()).isFalse();
    assertThat(store().runs(SWEEP))
        .extracting(RunRecord::runId)
        .containsExactlyElementsOf(plan.runs().stream().map(r -> r.runId()).toList());
    assertThat(store().runs(SWEEP))
        .allSatisfy(
            run -> {
              assertThat(run.state()).isEqualTo(RunState.PENDING);
              assertThat(run.attempts()).isZero();
              assertThat(run.lastEpoch()).isZero();
              assertThat(run.readings()).isEmpty();
            });
  }

  @Test
  void aSweepIsLookedThroughByALookAfterItsEnd() {
    store().index(Fixtures.journals(SWEEP));
    assertThat(store().sweep(SWEEP).orElseThrow().isLookedThrough()).isFalse();
    JournalName journal = JournalName.ofSweep(SWEEP);
    Instant after = lastChange().plusSeconds(1);
    Entry look =
        new Entry.LookTaken(
            3,
            false,
            List.of(Fixtures.verdict(3)),
            List.of("LRN: “worse”."),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            after);
    store().index(List.of(new JournalLine(journal, store().position(journal) + 1, look)));
    assertThat(store().sweep(SWEEP).orElseThrow().lookedAt()).contains(after);
    assertThat(store().said(SWEEP)).containsExactly("LRN: “worse”.");
    assertThat(store().sweep(SWEEP).orElseThrow().isLookedThrough()).isTrue();
  }

  @Test
  void aFinishedSweepCountsItsRunsByState() {
    store().index(Fixtures.journals(SWEEP));

    SweepRecord sweep = store().sweep(SWEEP).orElseThrow();
    assertThat(sweep.state()).isEqualTo(SweepState.COMPLETED);
    assertThat(sweep.runs())
        .isEqualTo(Map.of(RunState.COMPLETED, 4, RunState.DIVERGED, 1, RunState.FAILED, 1));
    assertThat(sweep.looks()).isEqualTo(2);
    assertThat(sweep.startedAt()).contains(firstStart());
    assertThat(sweep.endedAt()).contains(lastChange());
    assertThat(store().sweeps()).containsExactly(sweep);
  }

  @Test
  void aSweepThatRunsAgainHasNoEnd() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines);
    JournalName journal = JournalName.ofSweep(SWEEP);
    long seq = store().position(journal);
    Instant at = lastChange().plusSeconds(60);
    store()
        .index(
            List.of(
                new JournalLine(
                    journal,
                    seq + 1,
                    new Entry.SweepChanged(SweepState.RUNNING, "more seeds", at))));
    assertThat(store().sweep(SWEEP).orElseThrow().endedAt()).isEmpty();
    assertThat(store().sweep(SWEEP).orElseThrow().startedAt()).contains(firstStart());
  }

  @Test
  void aRunThatCameBackShowsItsLaterAttempt() {
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
  void attemptsTellHowTheyEnded() {
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
  void aNewPlanAddsRunsAndLeavesOutThoseItDoesNotHave() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines);
    Plan old = Fixtures.plan(SWEEP);
    PlannedRun kept = old.runs().get(0);
    PlannedRun added =
        new PlannedRun("added", kept.armId(), PlannedRun.Phase.COMPARISON, 9, "identity-of-added");
    Plan grown = new Plan(old.header(), List.of(old.arm(kept.armId())), List.of(added, kept));
    long seq = Fixtures.journal(JournalName.ofSweep(SWEEP)).size() + 1L;
    store().index(List.of(ofSweep(seq, new Entry.SweepReplanned(grown, Fixtures.START))));

    assertThat(store().runs(SWEEP)).extracting(RunRecord::runId).containsExactly("added", N1);
    assertThat(store().sweep(SWEEP).orElseThrow().total()).isEqualTo(2);
    assertThat(store().sweep(SWEEP).orElseThrow().arms()).hasSize(1);
    assertThat(store().run(N1).orElseThrow().readings()).isNotEmpty();
    assertThat(store().run(L1)).as("removed, not deleted").isPresent();

    store().index(List.of(ofSweep(seq + 1, new Entry.SweepReplanned(old, Fixtures.START))));
    assertThat(store().runs(SWEEP)).hasSize(6);
    assertThat(store().run("added")).isPresent();
  }

  @Test
  void furtherTrialsStandBehindTheOthersAlsoIfTheyWereThereBefore() {
    Plan plan = Fixtures.plan(SWEEP);
    Plan first = new Plan(plan.header(), plan.arms().subList(0, 1), List.of(plan.runs().get(0)));
    Arm again = plan.arms().get(1);
    PlannedRun run =
        plan.runs().stream()
            .filter(r -> !r.armId().equals(first.arms().get(0).armId()))
            .findFirst()
            .orElseThrow();
    store()
        .index(
            List.of(
                ofSweep(1, new Entry.SweepPlanned(plan)),
                ofSweep(2, new Entry.SweepReplanned(first, Fixtures.START)),
                ofSweep(
                    3,
                    new Entry.TrialsAdded(
                        List.of(again), List.of(run), List.of(), Fixtures.START))));
    assertThat(store().sweep(SWEEP).orElseThrow().arms()).isEqualTo(plan.arms());
    assertThat(store().runs(SWEEP))
        .extracting(RunRecord::runId)
        .containsExactly(plan.runs().get(0).runId(), run.runId());

    Arm other = new Arm("other", "other", again.levels(), again.settings());
    PlannedRun others =
        new PlannedRun("others", "other", PlannedRun.Phase.COMPARISON, 7, "identity-of-others");
    store()
        .index(
            List.of(
                ofSweep(
                    4,
                    new Entry.TrialsAdded(
                        List.of(other), List.of(others), List.of(), Fixtures.START))));
    assertThat(store().runs(SWEEP))
        .hasSize(3)
        .last()
        .extracting(RunRecord::runId)
        .isEqualTo("others");
    assertThat(store().sweep(SWEEP).orElseThrow().arms()).last().isEqualTo(other);
  }

  @Test
  void whatWasChosenForTunedArmsIsThePlanFromThenOn() {
    store().index(Fixtures.journals(SWEEP));
    long seq = Fixtures.journal(JournalName.ofSweep(SWEEP)).size() + 1L;
    Plan tuned = Fixtures.tuned(SWEEP);
    store().index(List.of(ofSweep(seq, new Entry.CandidatesChosen(tuned, Fixtures.START))));

    String first = Fixtures.run(SWEEP, 's', 1);
    assertThat(store().sweep(SWEEP).orElseThrow().header()).isEqualTo(tuned.header());
    assertThat(store().runs(SWEEP)).hasSize(8);
    RunRecord selection = store().run(first).orElseThrow();
    assertThat(selection.phase()).isEqualTo(PlannedRun.Phase.SELECTION);
    assertThat(selection.candidate()).isEqualTo(tuned.runs().get(0).candidate());
    assertThat(store().run(N1).orElseThrow().readings()).as("kept").isNotEmpty();
  }

  @Test
  void theFirstLockStands() {
    store().index(Fixtures.journals(SWEEP));
    assertThat(store().lock(SWEEP)).isEmpty();
    Entry.AnalysisLocked first =
        new Entry.AnalysisLocked(
            Map.of("seeds", List.of("1", "2"), "claims", List.of()),
            "5".repeat(64),
            Fixtures.START);
    Entry.AnalysisLocked second =
        new Entry.AnalysisLocked(Map.of(), "6".repeat(64), Fixtures.START.plusSeconds(1));
    long seq = store().position(JournalName.ofSweep(SWEEP)) + 1;
    store().index(List.of(ofSweep(seq, first)));
    store().index(List.of(ofSweep(seq + 1, second)));
    assertThat(store().lock(SWEEP)).contains(first);
  }

  /** The verdict must have been shown before the other sweep was planned. */
  @Test
  void runsOfAnEarlierVerdictAreCounted() {
    store().index(Fixtures.journals(SWEEP));
    ContrastResult none = Fixtures.verdict(3);
    ContrastResult worse =
        new ContrastResult(
            none.levels(),
            none.metric(),
            none.pairs(),
            none.difference(),
            none.pValues(),
            Verdict.WORSE,
            3,
            none.overLooks());
    Entry look =
        new Entry.LookTaken(
            3,
            false,
            List.of(worse),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            lastChange());
    store().index(List.of(ofSweep(store().position(JournalName.ofSweep(SWEEP)) + 1, look)));
    Plan plan = Fixtures.plan(SWEEP);
    List<PlannedRun> runs = new ArrayList<>();
    for (PlannedRun run : plan.runs()) {
      runs.add(
          new PlannedRun(
              "again-" + run.runId(), run.armId(), run.phase(), run.seed(), run.identity()));
    }
    plan("early", Fixtures.START.minusSeconds(1), runs("early", runs));
    plan("late", lastChange().plusSeconds(3600), runs("late", runs));
    for (String sweepId : List.of("early", "late")) {
      List<JournalLine> lines = new ArrayList<>();
      for (int i = 0; i < 5; i++) { // the last one is still to come
        String runId = runs(sweepId, runs).get(i).runId();
        Entry reused = new Entry.RunReused(runId, plan.runs().get(i).runId(), lastChange());
        lines.add(new JournalLine(JournalName.ofSweep(sweepId), 2L + i, reused));
      }
      store().index(lines);
    }
    assertThat(store().repeated("early")).isEmpty();
    assertThat(store().repeated(SWEEP)).isEmpty();
    long ended =
        store().runs(SWEEP).stream()
            .limit(5)
            .filter(r -> r.state() == RunState.COMPLETED || r.state() == RunState.DIVERGED)
            .count();
    assertThat(store().repeated("late")).isEqualTo(Map.of(SWEEP, (int) ended));
  }

  private static List<PlannedRun> runs(String sweepId, List<PlannedRun> runs) {
    return runs.stream()
        .map(
            run ->
                new PlannedRun(
                    sweepId + run.runId(), run.armId(), run.phase(), run.seed(), run.identity()))
        .toList();
  }

  private void plan(String sweepId, Instant at, List<PlannedRun> runs) {
    SweepHeader header = Fixtures.header(sweepId);
    SweepHeader planned =
        new SweepHeader(
            sweepId,
            header.name(),
            header.program(),
            header.asked(),
            header.design(),
            header.stopping(),
            header.origin(),
            at);
    Plan plan = new Plan(planned, Fixtures.plan(sweepId).arms(), runs);
    store()
        .index(
            List.of(
                new JournalLine(JournalName.ofSweep(sweepId), 1, new Entry.SweepPlanned(plan))));
  }

  @Test
  void allLooksAreKeptTheFirstFirst() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines);
    int before = store().looks(SWEEP).size();
    long seq = Fixtures.journal(JournalName.ofSweep(SWEEP)).size() + 1L;
    store()
        .index(
            List.of(
                ofSweep(
                    seq,
                    new Entry.LookTaken(
                        7,
                        false,
                        List.of(Fixtures.verdict(7)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Fixtures.START))));

    assertThat(store().looks(SWEEP)).hasSize(before + 1);
    assertThat(store().looks(SWEEP).get(before)).isEqualTo(store().contrasts(SWEEP).get(0));
  }

  @Test
  void aReusedRunIsCompleteWithoutAnAttemptAndIsNoSourceItself() {
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

  private static JournalLine ofSweep(long seq, Entry entry) {
    return new JournalLine(JournalName.ofSweep(SWEEP), seq, entry);
  }

  @Test
  void aRunningAttemptHasNoEndAndAnotherTryMakesTheRunPending() {
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
  void nanAndInfinitiesAreKeptAndNeverWin() {
    store().index(Fixtures.journals(SWEEP));

    assertThat(store().run(L2).orElseThrow().readings())
        .containsEntry(Metrics.VALIDATION_LOSS, Double.NaN)
        .containsEntry(Metrics.TRAINING_LOSS, Double.POSITIVE_INFINITY);
    assertThat(store().curves(L2).get(Metrics.VALIDATION_LOSS).get(1))
        .isEqualTo(new Point(2, Double.NaN));
  }

  @Test
  void aSweepsCurvesOfOneMetricAreInPlanOrder() {
    store().index(Fixtures.journals(SWEEP));

    Map<String, List<Point>> curves = store().curves(SWEEP, Metrics.SECONDS);
    assertThat(List.copyOf(curves.keySet()))
        .isEqualTo(Fixtures.plan(SWEEP).runs().stream().map(r -> r.runId()).toList());
    assertThat(curves.get(N3)).containsExactly(new Point(1, 12.6));
    assertThat(store().curves(SWEEP, "cpu_load")).isEmpty();
    assertThat(store().curves(SWEEP, Metrics.TEST_LOSS)).doesNotContainKeys(N3, L2);
  }

  @Test
  void theDetailsOfAllRunsAreThoseOfEach() {
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
  void notesAndTheLastLookAreKept() {
    store().index(Fixtures.journals(SWEEP));

    assertThat(store().contrasts(SWEEP)).containsExactly(Fixtures.verdict(2));
    assertThat(store().notes(SWEEP))
        .isEqualTo(
            Fixtures.journals(SWEEP).stream()
                .map(JournalLine::entry)
                .filter(Entry.Noted.class::isInstance)
                .toList());
  }

  @Test
  void replayingAnyPartChangesNothing() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines);
    Map<String, List<String>> before = everything(store());
    store().index(lines);
    store().index(lines.subList(5, 20));
    assertThat(everything(store())).isEqualTo(before);
    assertThat(store().position(JournalName.ofSweep(SWEEP)))
        .isEqualTo(Fixtures.journal(JournalName.ofSweep(SWEEP)).size());
    assertThat(store().position(JournalName.ofRun(SWEEP, N1)))
        .isEqualTo(Fixtures.journal(JournalName.ofRun(SWEEP, N1)).size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfDifferentJournalsAndTheBatchesDoNotMatter(long seed) {
    List<JournalLine> lines = new ArrayList<>(Fixtures.journals(SWEEP));
    lines.addAll(Fixtures.journals("other"));
    store().index(lines);

    Random random = new Random(seed);
    try (Store shuffled = anotherStore()) {
      List<JournalLine> rest = interleave(lines, random);
      while (!rest.isEmpty()) {
        int size = 1 + random.nextInt(rest.size());
        shuffled.index(rest.subList(0, size));
        rest = rest.subList(size, rest.size());
      }
      assertThat(everything(shuffled)).isEqualTo(everything(store()));
      assertThat(shuffled.runs(SWEEP)).isEqualTo(store().runs(SWEEP));
      assertThat(shuffled.sweepAttempts(SWEEP)).isEqualTo(store().sweepAttempts(SWEEP));
      assertThat(shuffled.sweeps()).isEqualTo(store().sweeps());
    }
  }

  @Test
  void anOlderAttemptThatArrivesLateNeverReplacesANewerOne() {
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
  void anAttemptStandsOnEarlierEpochsUpToItsStartOnly() {
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
  void anAttemptThatHadOnlyTheTestLeftKeepsTheLastEpochThatItStandsOn() {
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
  void aRunMayEndInABatchInWhichAnotherBeginsAnew() {
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

  @Test
  void contentsAreEqualInAllStoresThatSawTheSameLinesAndTellOthersApart() {
    store().index(Fixtures.journals(SWEEP));
    try (Store other = anotherStore()) {
      other.index(Fixtures.journals("other"));
      other.index(Fixtures.journals(SWEEP));
      for (JournalName name : List.of(JournalName.ofSweep(SWEEP), JournalName.ofRun(SWEEP, L1))) {
        assertThat(other.contents(name)).isEqualTo(store().contents(name));
        assertThat(other.contents(name).position()).isEqualTo(store().position(name));
      }
      assertThat(other.contents(JournalName.ofRun("other", "other-l1")))
          .isNotEqualTo(store().contents(JournalName.ofRun(SWEEP, L2)));
      assertThat(other.definitions()).isEqualTo(store().definitions());
      assertThat(other.contradictions()).isEmpty();
    }
    assertThat(store().contents(JournalName.ofSweep("nobody")).tables()).isEmpty();
  }

  private static Entry.RunStarted started(int attempt, Start start) {
    return new Entry.RunStarted(
        attempt, Fixtures.environment(), Optional.empty(), start, Fixtures.START);
  }

  private static Entry.EpochFinished epoch(int attempt, int epoch, double reading) {
    return new Entry.EpochFinished(
        attempt, epoch, Map.of("m", reading), Map.of("m", -reading), Fixtures.START);
  }

  @Test
  void aBatchWithALineOfAnUnknownSweepOrRunIsNotAppliedAtAll() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    List<JournalLine> strange =
        List.of(
            new JournalLine(
                JournalName.ofSweep("nobody"),
                2,
                new Entry.SweepChanged(SweepState.RUNNING, "", Fixtures.START)),
            new JournalLine(JournalName.ofRun(SWEEP, "nobody"), 1, epoch(1, 1, 1)),
            new JournalLine(JournalName.ofRun("nobody", N1), 1, epoch(1, 1, 1)),
            new JournalLine(JournalName.ofSweep(SWEEP), 1_000, epoch(1, 1, 1)),
            new JournalLine(
                JournalName.ofSweep(SWEEP),
                1_000,
                new Entry.AttemptStarted("nobody", 1, 1, Fixtures.START)));
    for (JournalLine line : strange) {
      List<JournalLine> batch = new ArrayList<>(lines);
      batch.add(line);
      assertThatThrownBy(() -> store().index(batch))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Line " + line.seq());
      assertThat(store().sweeps()).isEmpty();
    }
    store().index(lines);
    assertThat(store().sweeps()).hasSize(1);
  }

  @Test
  void aRunIdBelongsToOneSweep() {
    store().index(Fixtures.journals(SWEEP).subList(0, 1));
    Plan plan = Fixtures.plan(SWEEP);
    Plan thief = new Plan(Fixtures.header("thief"), plan.arms(), plan.runs());
    assertThatThrownBy(
            () ->
                store()
                    .index(
                        List.of(
                            new JournalLine(
                                JournalName.ofSweep("thief"), 1, new Entry.SweepPlanned(thief)))))
        .isInstanceOf(StoreException.class);
    assertThat(store().sweeps()).hasSize(1);
  }

  @Test
  void aDeletedSweepIsForgottenWhollyAndCanComeBack() {
    store().index(Fixtures.journals("other"));
    Map<String, List<String>> without = everything(store());
    store().index(Fixtures.journals(SWEEP));
    Map<String, List<String>> with = everything(store());

    store().delete(SWEEP);
    assertThat(everything(store())).isEqualTo(without);
    assertThat(store().position(JournalName.ofRun(SWEEP, N1))).isZero();
    assertThat(store().idsStartingWith(SWEEP)).isEmpty();

    store().index(Fixtures.journals(SWEEP));
    assertThat(everything(store())).isEqualTo(with);
  }

  /** The last runs, so that the next ones may come to lie where they were. */
  @Test
  void nothingIsLeftOfTheRemovedRunsOfADeletedSweep() {
    store().index(Fixtures.journals(SWEEP));
    Plan plan = Fixtures.plan(SWEEP);
    Plan shrunk = new Plan(plan.header(), plan.arms(), plan.runs().subList(0, 2));
    long seq = store().position(JournalName.ofSweep(SWEEP)) + 1;
    store().index(List.of(ofSweep(seq, new Entry.SweepReplanned(shrunk, Fixtures.START))));
    store().delete(SWEEP);

    store().index(Fixtures.journals("other"));
    try (Store fresh = anotherStore()) {
      fresh.index(Fixtures.journals("other"));
      assertThat(everything(store())).isEqualTo(everything(fresh));
    }
  }

  @Test
  void idsAreFoundByTheirBeginningSweepsFirst() {
    store().index(Fixtures.journals("a%b"));
    store().index(Fixtures.journals("a-b"));
    assertThat(store().idsStartingWith("a")).startsWith("a%b", "a-b").hasSize(14);
    assertThat(store().idsStartingWith("a%")).startsWith("a%b").hasSize(7);
    assertThat(store().idsStartingWith("a-b-n")).containsExactly("a-b-n1", "a-b-n2", "a-b-n3");
    assertThat(store().idsStartingWith("A")).isEmpty();
  }

  @Test
  void readersSeeWholeBatchesWhileAnotherThreadWrites() throws Exception {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines.subList(0, 1));
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> reader =
        () -> {
          int seen = 0;
          while (!done.get()) {
            SweepRecord sweep = store().sweep(SWEEP).orElseThrow();
            assertThat(sweep.total()).isEqualTo(6);
            assertThat(sweep.arms()).hasSize(2);
            seen++;
          }
          return seen;
        };
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(readers.submit(reader));
      }
      for (JournalLine line : lines) {
        store().index(List.of(line));
      }
      done.set(true);
      for (Future<Integer> future : running) {
        assertThat(future.get()).isNotNegative();
      }
    } finally {
      done.set(true);
      readers.shutdown();
    }
    assertThat(store().sweep(SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
    assertThat(store().state(SWEEP)).contains(SweepState.COMPLETED);
  }

  /** The same lines, each journal's in order, each after what the contract wants before it. */
  private static List<JournalLine> interleave(List<JournalLine> lines, Random random) {
    Map<JournalName, List<JournalLine>> waiting = new LinkedHashMap<>();
    lines.forEach(l -> waiting.computeIfAbsent(l.journal(), j -> new ArrayList<>()).add(l));
    List<JournalLine> order = new ArrayList<>();
    List<String> begun = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<JournalName> ready =
          new ArrayList<>(
              waiting.keySet().stream()
                  .filter(j -> j.runId().isEmpty() || begun.contains(j.runId().get()))
                  .toList());
      Collections.shuffle(ready, random);
      List<JournalLine> rest = waiting.get(ready.get(0));
      JournalLine next = rest.remove(0);
      if (next.entry() instanceof Entry.AttemptStarted started) {
        begun.add(started.runId());
      }
      if (rest.isEmpty()) {
        waiting.remove(next.journal());
      }
      order.add(next);
    }
    return order;
  }

  private static Instant firstStart() {
    return Fixtures.journals(SWEEP).stream()
        .map(JournalLine::entry)
        .filter(Entry.AttemptStarted.class::isInstance)
        .map(entry -> ((Entry.AttemptStarted) entry).at())
        .findFirst()
        .orElseThrow();
  }

  private static Instant lastChange() {
    List<JournalLine> lines = Fixtures.journal(JournalName.ofSweep(SWEEP));
    return Optional.of(lines.get(lines.size() - 1).entry())
        .map(entry -> ((Entry.SweepChanged) entry).at())
        .orElseThrow();
  }
}
