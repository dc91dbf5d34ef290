package dev.nightsweep.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.ContractWorker;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes that die of what they really die of, and what is made of it. */
class RealDeathsTest {
  private static final String SWEEP = "sweep";

  @TempDir private Path folder;

  @Test
  void aCrashInNativeCodeIsToldFromOtherDeathsAndItsErrorFileIsNamedAndKept() throws Exception {
    EngineEvent.Died died = death("segfaults-1");
    assertThat(died.death()).isEqualTo(WorkerExit.NATIVE_CRASH);
    assertThat(died.cause()).contains("native code");
    try (Stream<Path> files = Files.list(folder)) {
      Path errorFile =
          files
              .filter(f -> f.getFileName().toString().startsWith("hs_err_"))
              .findFirst()
              .orElseThrow();
      assertThat(died.cause()).contains(errorFile.getFileName().toString());
      assertThat(errorFile).content().contains("SIGSEGV");
    }
  }

  @Test
  void aRunThatNativeMemoryIsTooSmallForFailsAndSaysSo() throws Exception {
    Settings settings = NetFiles.shipped("alexnet").resolve(Settings.NONE);
    List<String> options =
        List.of(
            "-Xmx256m",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=64m",
            "-Dorg.bytedeco.javacpp.maxretries=0");
    try (LocalEngine engine = engine("dev.nightsweep.worker.Worker", options)) {
      engine.start(engine.claim(), run("too-big", settings));
      while (!(event(engine) instanceof EngineEvent.Said said
          && said.signal() instanceof Signal.Idle)) {
        // Until its end is told.
      }
    }
    assertThat(outcome("too-big"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause()).contains("OutOfMemoryError").contains("hysical memory"));
  }

  private EngineEvent.Died death(String runId) throws InterruptedException {
    List<String> options = List.of("-Xmx64m", "-XX:TieredStopAtLevel=1");
    try (LocalEngine engine = engine(ContractWorker.class.getName(), options)) {
      engine.start(engine.claim(), run(runId, Settings.NONE));
      return (EngineEvent.Died) event(engine);
    }
  }

  private Outcome outcome(String runId) throws IOException {
    JournalName name = JournalName.ofRun(SWEEP, runId);
    return Journal.read(name, new ResultsFolder(folder).journal(name)).lines().stream()
        .filter(line -> line.entry() instanceof Entry.RunEnded)
        .map(line -> ((Entry.RunEnded) line.entry()).outcome())
        .findFirst()
        .orElseThrow();
  }

  private LocalEngine engine(String mainClass, List<String> options) {
    Launch launch =
        new Launch(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path"),
            mainClass,
            options,
            Map.of(),
            folder);
    return new LocalEngine(launch, new ResultsFolder(folder), 1, 0);
  }

  private Assignment run(String runId, Settings settings) {
    return new Assignment(
        SWEEP,
        runId,
        1,
        new Assignment.Task("alexnet", settings, 1, "identity"),
        Assignment.Checkpoints.NONE,
        new ResultsFolder(folder).run(SWEEP, runId).toString(),
        Environment.of(Map.of()),
        0);
  }

  private static EngineEvent event(LocalEngine engine) throws InterruptedException {
    return engine
        .await(Duration.ofMinutes(2))
        .orElseThrow(() -> new AssertionError("no event came"));
  }
}
