package dev.nightsweep.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.alexnet.AlexNetCatalog;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import dev.nightsweep.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  @TempDir private Path folder;

  @Test
  void aWorkerThatFinishesAnEpochHasPassedAndIsGoneAfterwards() throws Exception {
    assertThat(TrialStart.run(launch(Worker.class), run("r1"))).isTrue();
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aWorkerThatDiesBeforeHasNot() throws Exception {
    assertThat(TrialStart.run(launch(FakeWorker.class), run("exits-7"))).isFalse();
  }

  private Launch launch(Class<?> mainClass) {
    return new Launch(
        Path.of(System.getProperty("java.home")),
        System.getProperty("java.class.path"),
        mainClass.getName(),
        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
        Map.of(),
        folder);
  }

  private Assignment run(String runId) {
    return new Assignment(
        "sweep",
        runId,
        1,
        "simulated",
        new SimulatedCatalog(new AlexNetCatalog()).resolve(Settings.NONE),
        1,
        "identity",
        Assignment.Checkpoints.LAST,
        folder.resolve(runId).toString(),
        Environment.of(Map.of()));
  }
}
