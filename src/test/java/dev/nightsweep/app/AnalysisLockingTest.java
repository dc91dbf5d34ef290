package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.nightsweep.analysis.audit.AuditCheck;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.plan.AnalysisLock;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody in a hurry does to a sweep that has results, and what is made of it. */
class AnalysisLockingTest {
  private static final String GRID =
      """
      # a comment
      name: lrn
      description: Does it help?
      program: simulated
      method: grid
      metric: {name: validation_accuracy, goal: maximize}
      parameters:
        lrn: {values: [false, true]}
        width: {values: [0.5, 1]}
        epochs: {value: 2}
      ablation:
        seeds: [1, 2, 3, 17]
        margin: {validation_accuracy: 0.01}
        claims: [{factor: lrn, metric: time, ratio: 2}]
        order: blocks
      """;

  private static final String NAMED =
      """
      name: named
      program: simulated
      method: grid
      parameters: {epochs: {value: 2}}
      ablation:
        arms: {plain: {lrn: false}, normal: {lrn: true}, wide: {lrn: true, width: 1}}
        seeds: 3
      """;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2, 3, 17]               | [1, 2, 3]              | the seeds (left out 17)
          [1, 2, 3, 17]               | [1, 2, 3, 4]           | the seeds (left out 17; added 4)
          [1, 2, 3, 17]               | [1, 2, 3, 17, 4, 5]    | the seeds (added 4, 5)
          [1, 2, 3, 17]               | [7, 8, 9]              | the seeds (left out 1 to 3, 17; added 7 to 9)
          validation_accuracy: 0.01   | validation_accuracy: 0.02 | the margin of validation_accuracy was 0.01, is 0.02
          {validation_accuracy: 0.01} | {time: 0.05}           | the margin of validation_accuracy was 0.01, is none
          name: validation_accuracy, goal: maximize | name: validation_loss, goal: minimize | the metric was validation_accuracy, is validation_loss
          ratio: 2                    | ratio: 1.2             | the claims (left out lrn: true against false, time ×2.0; added lrn: true against false, time ×1.2)
          order: blocks               | baseline: {lrn: true}  | the baseline of lrn was false, is true
          [0.5, 1]                    | [0.5, 2]               | the contrasts (left out lrn: true against false, width: 1 against 0.5; added
          [0.5, 1]                    | [0.5, 1, 2]            | the arms (added lrn=false, width=2 · lrn=true, width=2)
          order: blocks               | exclude: [{lrn: true, width: 1}] | the arms (left out
          order: blocks               | design: one_at_a_time  | the arms (left out
          """)
  void whatDecidesAVerdictIsPostHocOnceThereAreResults(String was, String is, String clause)
      throws InterruptedException {
    session.run(GRID);
    SweepResult changed = session.run(GRID.replace(was, is));

    assertThat(changed.sweep().header().postHoc()).anyMatch(said -> said.startsWith(clause));
    assertThat(looks(changed))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.ERROR);
    assertThat(changed.answers())
        .filteredOn(said -> said.startsWith("Audit error (looks): Post hoc: "))
        .singleElement(STRING)
        .contains(clause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2, 3, 17]   | [17, 3, 2, 1]
          # a comment     | # another one
          Does it help?   | Does it hurt?
          order: blocks   | order: shuffled
          order: blocks   | budget: {max_hours: 3}
          [false, true]   | [true, false]
          margin: {validation_accuracy: 0.01} | margin:   { validation_accuracy: 0.010 }
          """)
  void whatDecidesNoVerdictMayChange(String was, String is) throws InterruptedException {
    session.run(GRID);
    String baseline = "order: blocks\n  baseline: {lrn: false}";
    String edited = GRID.replace(was, is);
    SweepResult changed =
        session.run(was.startsWith("[false") ? edited.replace("order: blocks", baseline) : edited);
    assertThat(changed.sweep().header().postHoc()).isEmpty();
    assertThat(looks(changed)).isEmpty();
  }

  @Test
  void namesOfArmsMayChangeAndWhomTheyAreComparedWithMayNot() throws InterruptedException {
    session.run(NAMED);
    String renamed = NAMED.replace("normal:", "norm:").replace("plain:", "none:");
    assertThat(session.run(renamed).sweep().header().postHoc()).isEmpty();
    String other = renamed.replace("seeds: 3", "seeds: 3\n  compare: [[norm, none], [wide, norm]]");
    SweepHeader changed = session.run(other).sweep().header();
    assertThat(changed.postHoc())
        .containsExactly("the contrasts (left out wide against none; added wide against norm)");
    assertThat(changed.judgedBefore())
        .singleElement()
        .extracting(before -> before.contrast().title())
        .isEqualTo("wide against none");
  }

  @Test
  void whatIsCutAndPutBackStaysMarkedAndItsFamilyIsWholeAgain() throws InterruptedException {
    session.run(NAMED);
    SweepHeader cut =
        session.run(NAMED.replace(", wide: {lrn: true, width: 1}", "")).sweep().header();
    assertThat(cut.judgedBefore()).hasSize(1);
    SweepResult back = session.run(NAMED);
    assertThat(back.sweep().header().judgedBefore()).isEmpty();
    assertThat(back.sweep().header().postHoc()).hasSize(4);
    assertThat(looks(back)).hasSize(1);
  }

  @Test
  void theLockIsJournaledBeforeTheFirstResult() throws Exception {
    SweepResult result = session.run(GRID);
    List<Entry> journal = journal(result);
    int lock =
        journal.indexOf(
            journal.stream()
                .filter(Entry.AnalysisLocked.class::isInstance)
                .findFirst()
                .orElseThrow());
    assertThat(journal.subList(0, lock)).noneMatch(Entry.AttemptEnded.class::isInstance);
    assertThat(journal.get(lock + 1)).isInstanceOf(Entry.AttemptEnded.class);
    Entry.AnalysisLocked locked = (Entry.AnalysisLocked) journal.get(lock);
    assertThat(journal).filteredOn(Entry.AnalysisLocked.class::isInstance).hasSize(1);
    assertThat(locked.parts())
        .containsEntry("seeds", List.of("1", "2", "3", "17"))
        .containsEntry("metric", List.of("validation_accuracy"))
        .containsEntry("margin of validation_accuracy", List.of("0.01"))
        .containsEntry("stop rule", List.of("the planned seeds"))
        .containsKeys("arms", "contrasts", "claims", "baseline of lrn");
    assertThat(locked.sha256()).isEqualTo(AnalysisLock.hash(locked.parts())).hasSize(64);
    assertThat(session.owner.store().lock(result.sweep().sweepId())).contains(locked);
  }

  @Test
  void aDivergedRunIsAResultAndAFailedOneIsNone() throws InterruptedException {
    session.script = run -> Fate.FAILS;
    session.run(GRID, pilot());
    assertThat(session.run(GRID.replace(", 17", ""), pilot()).sweep().header().postHoc()).isEmpty();

    session.script = run -> Fate.DIVERGES;
    session.run(NAMED, pilot());
    assertThat(session.run(NAMED.replace("seeds: 3", "seeds: 2")).sweep().header().postHoc())
        .containsExactly("the seeds (left out 3)");
  }

  @Test
  void aPilotThatIsCompletedCostsNothing() throws InterruptedException {
    session.run(GRID, pilot());
    SweepResult whole = session.run(GRID);
    assertThat(whole.outcome().isComplete()).isTrue();
    assertThat(whole.sweep().header().postHoc()).isEmpty();
    assertThat(looks(whole)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2, 3, 17] | [1, 2, 3]",
        "accuracy: 0.01 | accuracy: 0.02",
        "[0.5, 1] | [0.5, 2]"
      })
  void aPilotWasALookAtWhatIsChangedAfterIt(String was, String is) throws InterruptedException {
    session.run(GRID, pilot());
    SweepResult changed = session.run(GRID.replace(was, is));
    assertThat(changed.sweep().header().isPostHoc()).isTrue();
    assertThat(looks(changed)).hasSize(1);
  }

  @Test
  void whatHasNoResultYetMayChange() throws InterruptedException {
    session.script =
        run -> {
          session.interruption.interrupt("Ctrl-C");
          return Fate.TRAINS;
        };
    session.run(GRID);
    session.script = run -> Fate.COMPLETES;
    session.interruption = new Interruption();
    SweepResult other = session.run(GRID.replace(", 17", ", 5").replace("0.01", "0.02"));
    assertThat(other.sweep().header().postHoc()).isEmpty();
    assertThat(session.owner.store().lock(other.sweep().sweepId()).orElseThrow().parts())
        .containsEntry("seeds", List.of("1", "2", "3", "5"));
  }

  @Test
  void lostRunsThatAreTrainedAgainAreNoChange() throws InterruptedException {
    session.script = run -> run.seed() == 2 ? Fate.FAILS : Fate.COMPLETES;
    session.run(GRID);
    session.script = run -> Fate.COMPLETES;
    SweepResult again = session.run(GRID, options(true, OptionalInt.empty()));
    assertThat(again.sweep().count(RunState.COMPLETED)).isEqualTo(16);
    assertThat(looks(again)).isEmpty();
  }

  @Test
  void seedsThatARuleAddsAreNoChange() throws InterruptedException {
    String spec = NAMED.replace("named", "settle");
    SweepResult result = session.run(spec, options(false, OptionalInt.of(5)));
    assertThat(result.sweep().header().seeds()).hasSize(5);
    assertThat(looks(result)).isEmpty();
    assertThat(session.run(spec.replace("seeds: 3", "seeds: 4")).sweep().header().postHoc())
        .as("the rule would add that one itself")
        .isEmpty();
    assertThat(
            session.run(spec.replace("seeds: 3", "seeds: [1, 2, 3, 8]")).sweep().header().postHoc())
        .as("it would not add that one")
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("the seeds (left out 4, 5; added");
  }

  @Test
  void seedsMayBeAddedAtWillWhereTheTestsHoldAtAnyLookAndNoneTakenOut()
      throws InterruptedException {
    String spec = NAMED.replace("seeds: 3", "seeds: 3\n  stop: anytime");
    session.run(spec, options(false, OptionalInt.of(4), Optional.empty()));
    SweepResult higher = session.run(spec, options(false, OptionalInt.of(5), Optional.empty()));
    assertThat(higher.sweep().header().seeds()).hasSize(5);
    SweepResult more = session.run(spec.replace("seeds: 3", "seeds: [1, 2, 3, 4, 5, 9]"));
    assertThat(more.sweep().header().postHoc()).isEmpty();
    assertThat(looks(more)).isEmpty();
    SweepResult fewer = session.run(spec.replace("seeds: 3", "seeds: [1, 2, 3, 4, 9]"));
    assertThat(fewer.sweep().header().postHoc()).containsExactly("the seeds (left out 5)");
  }

  @Test
  void aRuleThatComesAfterAResultIsAChange() throws InterruptedException {
    session.run(NAMED);
    SweepResult late = session.run(NAMED, options(false, OptionalInt.of(4)));
    assertThat(late.sweep().header().postHoc())
        .containsExactly(
            "the stop rule was the planned seeds, is until settled, from 3 to 4 seeds");
    assertThat(looks(late)).hasSize(1);
  }

  @Test
  void aSearchAndItsWinnerLockNothing() throws Exception {
    SweepResult search = session.run(InMemorySession.SEARCH);
    assertThat(search.sweep().header().search().orElseThrow().winner()).isPresent();
    assertThat(journal(search)).noneMatch(Entry.AnalysisLocked.class::isInstance);
    String more = InMemorySession.SEARCH.replace("run_cap: 3", "run_cap: 5");
    assertThat(session.run(more).sweep().header().postHoc()).isEmpty();
  }

  @Test
  void tuningIsLockedOnceArmsAreCompared() throws InterruptedException {
    String wider = InMemorySession.TUNED.replace("[0.003, 0.01]", "[0.003, 0.01, 0.03]");
    session.script =
        run -> {
          if (session.started() == 3) {
            session.interruption.interrupt("Ctrl-C");
          }
          return Fate.COMPLETES;
        };
    session.run(InMemorySession.TUNED);
    session.script = run -> Fate.COMPLETES;
    session.interruption = new Interruption();
    assertThat(session.run(wider).sweep().header().postHoc()).as("none was compared").isEmpty();
    SweepResult narrower = session.run(InMemorySession.TUNED);
    assertThat(narrower.sweep().header().postHoc())
        .containsExactly("the tuning grid (left out learning_rate=0.03)");
    assertThat(looks(narrower)).hasSize(1);
  }

  @Test
  void verdictsThatAreFirstAskedForWhenThereAreResultsArePostHoc() throws InterruptedException {
    String unasked =
        NAMED
            .substring(0, NAMED.indexOf("ablation"))
            .replace("epochs: {value: 2}", "epochs: {value: 2}, lrn: {values: [false, true]}");
    SweepResult without = session.run(unasked);
    assertThat(without.sweep().header().isPostHoc()).isFalse();
    SweepResult asked = session.run(unasked + "ablation: {seeds: 4}");
    assertThat(asked.sweep().header().postHoc())
        .contains("the verdict was not asked for, is asked for");
    assertThat(asked.sweep().header().isPostHoc()).isTrue();
  }

  @Test
  void ofASweepFromBeforeThereWereLocksNothingIsKnownUntilItIsChanged() throws Exception {
    SweepResult result = session.run(GRID);
    String sweepId = result.sweep().sweepId();
    withoutLock(sweepId);

    SweepResult stored = session.run(GRID);
    assertThat(session.owner.store().lock(sweepId)).isEmpty();
    assertThat(looks(stored)).isEmpty();
    assertThat(stored.sweep().header().postHoc()).isEmpty();

    SweepResult changed = session.run(GRID.replace("0.01", "0.02"));
    assertThat(changed.sweep().header().postHoc()).hasSize(1);
    assertThat(session.owner.store().lock(sweepId).orElseThrow().parts())
        .containsEntry("margin of validation_accuracy", List.of("0.01"));
    assertThat(looks(changed)).hasSize(1);
  }

  /** As a version did that knew no locks. */
  private void withoutLock(String sweepId) throws IOException {
    session.close();
    Path file = new ResultsFolder(root).journal(JournalName.ofSweep(sweepId));
    List<JournalLine> lines =
        Journal.read(JournalName.ofSweep(sweepId), file).lines().stream()
            .filter(line -> !(line.entry() instanceof Entry.AnalysisLocked))
            .toList();
    Files.delete(file);
    try (Journal journal = Journal.open(JournalName.ofSweep(sweepId), file)) {
      for (JournalLine line : lines) {
        journal.append(line.entry());
      }
    }
    session = new InMemorySession(root);
    new CatchUp(session.owner.store(), session.folder, InstantSource.system()).run();
  }

  private List<Entry> journal(SweepResult result) throws IOException {
    JournalName name = JournalName.ofSweep(result.sweep().sweepId());
    return Journal.read(name, session.folder.journal(name)).lines().stream()
        .map(JournalLine::entry)
        .toList();
  }

  private static List<Finding> looks(SweepResult result) {
    return result.analysis().findings().stream()
        .filter(finding -> finding.check() == AuditCheck.LOOKS)
        .toList();
  }

  private static SessionOptions pilot() {
    SessionLimits usual = SessionLimits.DEFAULT;
    return options(
        new SessionLimits(
            usual.retries(),
            usual.stall(),
            usual.runLimit(),
            usual.sameFailures(),
            usual.finishBy(),
            usual.maxTime(),
            usual.inParts(),
            OptionalInt.of(2)),
        false,
        Optional.empty());
  }

  private static SessionOptions options(boolean retry, OptionalInt cap) {
    return options(retry, cap, Optional.of(Spec.Stop.SETTLED));
  }

  private static SessionOptions options(boolean retry, OptionalInt cap, Optional<Spec.Stop> how) {
    return options(
        SessionLimits.DEFAULT,
        retry,
        cap.isPresent() ? Optional.of(new SequentialOption(how, cap)) : Optional.empty());
  }

  private static SessionOptions options(
      SessionLimits limits, boolean retry, Optional<SequentialOption> wish) {
    SessionOptions usual = SessionOptions.DEFAULT;
    return new SessionOptions(
        usual.workers(),
        usual.engine(),
        limits,
        retry,
        usual.reuse(),
        usual.calibrate(),
        wish,
        false);
  }
}
