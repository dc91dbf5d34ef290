package dev.nightsweep.store;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static dev.nightsweep.store.ContractedStore.ofSweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of sweeps: their plans, states, looks, locks and notes. */
public interface SweepsContract extends ContractedStore {
  @Test
  default void aPlannedSweepHasItsArmsAndPendingRunsInOrder() {
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
  default void aSweepIsLookedThroughByALookAfterItsEnd() {
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
  default void aFinishedSweepCountsItsRunsByState() {
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
  default void aSweepThatRunsAgainHasNoEnd() {
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
  default void aNewPlanAddsRunsAndLeavesOutThoseItDoesNotHave() {
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
  default void furtherTrialsStandBehindTheOthersAlsoIfTheyWereThereBefore() {
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
  default void whatWasChosenForTunedArmsIsThePlanFromThenOn() {
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
  default void theFirstLockStands() {
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
  default void runsOfAnEarlierVerdictAreCounted() {
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
  default void allLooksAreKeptTheFirstFirst() {
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
  default void notesAndTheLastLookAreKept() {
    store().index(Fixtures.journals(SWEEP));

    assertThat(store().contrasts(SWEEP)).containsExactly(Fixtures.verdict(2));
    assertThat(store().notes(SWEEP))
        .isEqualTo(
            Fixtures.journals(SWEEP).stream()
                .map(JournalLine::entry)
                .filter(Entry.Noted.class::isInstance)
                .toList());
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
