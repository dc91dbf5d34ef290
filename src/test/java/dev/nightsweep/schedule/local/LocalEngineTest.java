package dev.nightsweep.schedule.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.schedule.Death;
import dev.nightsweep.schedule.EngineEvent;
import dev.nightsweep.schedule.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void passesOnWhatTheWorkerSaysAndKeepsTheProcessForTheNextRun() throws Exception {
    try (LocalEngine engine = engine(1)) {
      int first = engine.claim();
      engine.start(first, run("completes-1"));
      assertThat(next(engine))
          .isEqualTo(new EngineEvent.Said(first, new Signal.Progress("completes-1", 1, 1, 2)));
      assertThat(next(engine))
          .isEqualTo(new EngineEvent.Said(first, new Signal.Idle("completes-1")));
      assertThat(first).as("numbered on from the sitting before").isEqualTo(5);
      assertThat(engine.claim()).isEqualTo(first);
    }
  }

  @Test
  void whatAWorkerPrintsLandsInTheLogOfItsRun() throws Exception {
    try (LocalEngine engine = engine(1)) {
      engine.start(engine.claim(), run("exits-7"));
      next(engine);
      assertThat(logOf("exits-7"))
          .contains("training exits-7", "a library's banner on standard output");
    }
  }

  @Test
  void aDeadWorkerIsReportedWithItsExitCodeAndLastWordsAndReplaced() throws Exception {
    try (LocalEngine engine = engine(1)) {
      int first = engine.claim();
      Assignment run = run("exits-137");
      engine.start(first, run);
      EngineEvent.Died died = (EngineEvent.Died) next(engine);
      assertThat(died.run()).isEqualTo(run);
      assertThat(died.cause()).contains("137").contains("killed");
      assertThat(died.death()).isEqualTo(Death.KILLED);
      assertThat(died.logTail()).contains("training exits-137");

      int second = engine.claim();
      assertThat(second).isNotEqualTo(first);
      engine.start(second, run("completes-2"));
      next(engine);
      assertThat(next(engine))
          .isEqualTo(new EngineEvent.Said(second, new Signal.Idle("completes-2")));
    }
  }

  @Test
  void aWorkerThatEndsBetweenTwoRunsCostsNoRunForGood() throws Exception {
    try (LocalEngine engine = engine(1)) {
      engine.start(engine.claim(), run("ends-after-1"));
      next(engine);
      // Whether its end is known by now or not: the next run gets one event that ends it.
      engine.start(engine.claim(), run("completes-3"));
      EngineEvent event = next(engine);
      boolean reported =
          event instanceof EngineEvent.Died died && died.run().runId().equals("completes-3");
      boolean trained = event instanceof EngineEvent.Said;
      assertThat(reported || trained).isTrue();
    }
  }

  @Test
  void refusesMoreRunsThanSlots() throws Exception {
    try (LocalEngine engine = engine(1)) {
      engine.start(engine.claim(), run("hangs"));
      assertThatIllegalStateException().isThrownBy(engine::claim).withMessageContaining("busy");
    }
  }

  @Test
  void aRunThatIsInterruptedEndsAndItsProcessIsFreeForTheNext() throws Exception {
    try (LocalEngine engine = engine(1)) {
      int worker = engine.claim();
      engine.start(worker, run("waits"));
      engine.interrupt();
      assertThat(next(engine)).isEqualTo(new EngineEvent.Said(worker, new Signal.Idle("waits")));
      engine.interrupt();
      assertThat(engine.claim()).isEqualTo(worker);
    }
  }

  @Test
  void aWorkerThatIsKilledIsReportedAsAnyOtherDeath() throws Exception {
    try (LocalEngine engine = engine(1)) {
      int worker = engine.claim();
      engine.start(worker, run("hangs"));
      engine.kill(worker);
      assertThat(next(engine)).isInstanceOf(EngineEvent.Died.class);
      assertThat(engine.claim()).isNotEqualTo(worker);
    }
  }

  @Test
  void closingEndsAWorkerThatHangs() throws Exception {
    LocalEngine engine = engine(2);
    engine.start(engine.claim(), run("hangs"));
    List<ProcessHandle> before = children();
    engine.close();
    assertThat(before).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  private LocalEngine engine(int slots) {
    Launch launch =
        new Launch(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path"),
            FakeWorker.class.getName(),
            List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
            Map.of(),
            folder);
    return new LocalEngine(launch, new ResultsFolder(folder), slots, 4);
  }

  private Assignment run(String runId) {
    Path home = new ResultsFolder(folder).run("sweep", runId);
    return new Assignment(
        "sweep",
        runId,
        1,
        "alexnet",
        Settings.NONE,
        1,
        "identity",
        Assignment.Checkpoints.LAST,
        home.toString(),
        Environment.of(Map.of()));
  }

  private List<String> logOf(String runId) throws IOException {
    return Files.readAllLines(new ResultsFolder(folder).workerLog("sweep", runId));
  }

  private static EngineEvent next(LocalEngine engine) throws InterruptedException {
    Optional<EngineEvent> event = engine.await(LONG);
    return event.orElseThrow(() -> new AssertionError("no event came"));
  }
}
