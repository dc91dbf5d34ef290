package dev.nightsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every engine does, wherever it trains; the worker processes are {@link ContractWorker}s. */
public abstract class EngineContract {
  private static final String SWEEP = "sweep";
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir protected Path folder;

  /**
   * An engine with that many slots, whose workers are numbered from five.
   *
   * @param launch how workers are started
   */
  protected abstract Engine engine(Launch launch, ResultsFolder results, int slots)
      throws InterruptedException;

  @Test
  void aRunThatCompletesLeavesItsJournalItsLogAndItsFilesHere() throws Exception {
    try (Engine engine = engine(2)) {
      int worker = engine.claim();
      engine.start(worker, run("completes-1", 1));
      List<EngineEvent> events = untilTheEnd(engine, "completes-1");

      assertThat(worker).isEqualTo(5);
      assertThat(events)
          .last()
          .isEqualTo(new EngineEvent.Said(worker, new Signal.Idle("completes-1")));
      assertThat(journal("completes-1"))
          .extracting(JournalLine::seq)
          .containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(announced(events)).isSubsetOf(1L, 2L, 3L, 4L, 5L).isSorted();
      assertThat(results().workerLog(SWEEP, "completes-1"))
          .content()
          .contains("training completes-1", "a library's banner");
      assertThat(results().run(SWEEP, "completes-1").resolve("predictions.bin"))
          .hasContent("guesses of completes-1");
    }
  }

  @Test
  void whatIsAnnouncedStandsInTheJournalHere() throws Exception {
    try (Engine engine = engine(1)) {
      engine.start(engine.claim(), run("completes-1", 1));
      boolean ended = false;
      while (!ended) {
        EngineEvent event = next(engine);
        if (event instanceof EngineEvent.Said said
            && said.signal() instanceof Signal.Journaled line) {
          assertThat(journal("completes-1")).extracting(JournalLine::seq).contains(line.seq());
        }
        ended = isEnd(event);
      }
    }
  }

  @Test
  void aWorkerGoesOnWithTheNextRun() throws Exception {
    try (Engine engine = engine(1)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(engine.claim()).isEqualTo(5);
        engine.start(5, run("completes-" + i, 1));
        untilTheEnd(engine, "completes-" + i);
      }
    }
  }

  @Test
  void runsTrainAtTheSameTimeUpToTheSlots() throws Exception {
    try (Engine engine = engine(2)) {
      int first = engine.claim();
      engine.start(first, run("waits-1", 1));
      int second = engine.claim();
      engine.start(second, run("completes-2", 1));
      untilTheEnd(engine, "completes-2");

      assertThat(second).isNotEqualTo(first);
      assertThat(engine.claim()).isEqualTo(second);
      engine.start(second, run("waits-3", 1));
      assertThatIllegalStateException().isThrownBy(engine::claim).withMessageContaining("busy");
    }
  }

  @Test
  void anExceptionInARunIsItsResultAndNoDeath() throws Exception {
    try (Engine engine = engine(1)) {
      engine.start(engine.claim(), run("fails-1", 1));
      assertThat(untilTheEnd(engine, "fails-1")).last().isInstanceOf(EngineEvent.Said.class);
      assertThat(outcome("fails-1"))
          .isEqualTo(new Outcome.Failed("IllegalStateException: on purpose"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exits-137, KILLED, 137",
    "exits-7, OTHER, 7",
    "segfaults-1, NATIVE_CRASH, native code",
    "overflows-1, HEAP, heap",
  })
  void aDeadWorkerIsReportedWithItsCauseAndReplaced(String runId, WorkerExit death, String cause)
      throws Exception {
    try (Engine engine = engine(1)) {
      int first = engine.claim();
      Assignment run = run(runId, 1);
      engine.start(first, run);
      EngineEvent.Died died = (EngineEvent.Died) last(untilTheEnd(engine, runId));
      assertThat(died.death()).isEqualTo(death);
      assertThat(died.cause()).contains(cause);
      assertThat(died.run()).isEqualTo(run);
      assertThat(died.worker()).isEqualTo(first);
      assertThat(died.logTail()).contains("training " + runId);

      int second = engine.claim();
      assertThat(second).isNotEqualTo(first);
      engine.start(second, run("completes-2", 1));
      untilTheEnd(engine, "completes-2");
    }
  }

  @Test
  void anotherAttemptGoesOnBehindTheLinesOfTheFirst() throws Exception {
    try (Engine engine = engine(1)) {
      engine.start(engine.claim(), run("breaks-1", 1));
      assertThat(last(untilTheEnd(engine, "breaks-1"))).isInstanceOf(EngineEvent.Died.class);
      int before = journal("breaks-1").size();
      engine.start(engine.claim(), run("breaks-1", 2));
      untilTheEnd(engine, "breaks-1");

      List<JournalLine> lines = journal("breaks-1");
      assertThat(before).isEqualTo(3);
      assertThat(lines).extracting(JournalLine::seq).isSorted().doesNotHaveDuplicates();
      assertThat(firstEpoch(lines.get(before))).as("from the checkpoint").isEqualTo("3");
      assertThat(lines).hasSize(before + 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, interrupted for good", "false, interrupted"})
  void aRunThatIsInterruptedEndsAndItsWorkerIsFree(boolean forGood, String words) throws Exception {
    try (Engine engine = engine(1)) {
      int worker = engine.claim();
      engine.start(worker, run("waits-1", 1));
      awaitIsUnderWay(engine);
      engine.interrupt(worker, forGood);
      assertThat(last(untilTheEnd(engine, "waits-1")))
          .isEqualTo(new EngineEvent.Said(worker, new Signal.Idle("waits-1")));
      assertThat(outcome("waits-1")).isEqualTo(new Outcome.Interrupted());
      assertThat(Files.readAllLines(results().workerLog(SWEEP, "waits-1"))).contains(words);
      assertThat(engine.claim()).isEqualTo(worker);
    }
  }

  @Test
  void allRunsAreInterruptedAtOnce() throws Exception {
    try (Engine engine = engine(2)) {
      engine.start(engine.claim(), run("waits-1", 1));
      engine.start(engine.claim(), run("waits-2", 1));
      awaitIsUnderWay(engine);
      engine.interrupt();
      List<String> ended = new ArrayList<>();
      while (ended.size() < 2) {
        EngineEvent event = next(engine);
        if (isEnd(event)) {
          ended.add(((EngineEvent.Said) event).signal().about().orElseThrow());
        }
      }
      assertThat(ended).containsExactlyInAnyOrder("waits-1", "waits-2");
    }
  }

  @Test
  void aRunThatHangsIsKilledAndReportedAsAnyOtherDeath() throws Exception {
    try (Engine engine = engine(1)) {
      int worker = engine.claim();
      engine.start(worker, run("hangs-1", 1));
      awaitIsUnderWay(engine);
      engine.interrupt();
      engine.kill(worker);
      EngineEvent.Died died = (EngineEvent.Died) last(untilTheEnd(engine, "hangs-1"));
      assertThat(died.death().isWorthRetrying()).isTrue();

      int next = engine.claim();
      assertThat(next).isNotEqualTo(worker);
      engine.start(next, run("completes-2", 1));
      untilTheEnd(engine, "completes-2");
    }
  }

  @Test
  void closingEndsWhatHangs() throws Exception {
    Engine engine = engine(2);
    engine.start(engine.claim(), run("hangs-1", 1));
    awaitIsUnderWay(engine);
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    engine.close();
    engine.close();
    assertThat(before).isNotEmpty();
    for (ProcessHandle process : before) {
      assertThat(process.onExit()).succeedsWithin(LONG);
    }
  }

  /** Gives a worker time to come up: no event says that a run that says nothing is under way. */
  protected void awaitIsUnderWay(Engine engine) throws InterruptedException {
    assertThat(engine.await(Duration.ofSeconds(3))).isEmpty();
  }

  protected final Engine engine(int slots) throws InterruptedException {
    Launch launch =
        new Launch(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path"),
            ContractWorker.class.getName(),
            List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
            Map.of(),
            results().sweep(SWEEP));
    return engine(launch, results(), slots);
  }

  protected final ResultsFolder results() {
    return new ResultsFolder(folder);
  }

  protected final Assignment run(String runId, int attempt) throws IOException {
    Path home = results().run(SWEEP, runId);
    Files.createDirectories(home);
    return new Assignment(
        SWEEP,
        runId,
        attempt,
        new Assignment.Task("alexnet", Settings.NONE, 1, "identity"),
        Assignment.Checkpoints.LAST,
        home.toString(),
        Environment.of(Map.of()),
        0);
  }

  protected final List<JournalLine> journal(String runId) throws IOException {
    JournalName name = JournalName.ofRun(SWEEP, runId);
    Journal.Content content = Journal.read(name, results().journal(name));
    assertThat(content.damage()).isEmpty();
    return content.lines();
  }

  protected static List<EngineEvent> untilTheEnd(Engine engine, String runId)
      throws InterruptedException {
    List<EngineEvent> events = new ArrayList<>();
    do {
      events.add(next(engine));
    } while (!isEnd(last(events)));
    assertThat(about(last(events))).isEqualTo(runId);
    return events;
  }

  private static String about(EngineEvent event) {
    return event instanceof EngineEvent.Died died
        ? died.run().runId()
        : ((EngineEvent.Said) event).signal().about().orElseThrow();
  }

  private static boolean isEnd(EngineEvent event) {
    return event instanceof EngineEvent.Died
        || (event instanceof EngineEvent.Said said && said.signal() instanceof Signal.Idle);
  }

  private static EngineEvent last(List<EngineEvent> events) {
    return events.get(events.size() - 1);
  }

  private static EngineEvent next(Engine engine) throws InterruptedException {
    Optional<EngineEvent> event = engine.await(LONG);
    return event.orElseThrow(() -> new AssertionError("no event came"));
  }

  protected static List<Long> announced(List<EngineEvent> events) {
    List<Long> announced = new ArrayList<>();
    for (EngineEvent event : events) {
      if (event instanceof EngineEvent.Said said
          && said.signal() instanceof Signal.Journaled line) {
        announced.add(line.seq());
      }
    }
    return announced;
  }

  private Outcome outcome(String runId) throws IOException {
    return journal(runId).stream()
        .filter(line -> line.entry() instanceof Entry.RunEnded)
        .map(line -> ((Entry.RunEnded) line.entry()).outcome())
        .findFirst()
        .orElseThrow();
  }

  private static String firstEpoch(JournalLine line) {
    return ((Entry.RunStarted) line.entry()).environment().facts().get("first_epoch");
  }
}
