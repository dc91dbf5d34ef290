package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.dl4j.CpuKernels;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a run's identity says of its kernels is what its worker is held to. */
class WorkerKernelsTest {
  private final WorkerLauncher launcher = WorkerLauncher.here(1);
  private final CpuKernels kernels = launcher.kernels().orElseThrow();

  @Test
  void workersHereAndAwayAreToldTheKernelsOfTheirRunsIdentities() {
    Program net = launcher.program(BuiltInProgram.ALEXNET.ref());
    assertThat(net.identityInputs(net.catalog().resolve(Settings.NONE)))
        .containsEntry("kernels", kernels.text());
    for (Launch launch :
        List.of(launcher.launch(Path.of("")), launcher.launchAway(Path.of(""), 1 << 20))) {
      assertThat(launch.options()).contains("-Dnightsweep.kernels=" + kernels.text());
      assertThat(launch.environment()).containsAllEntriesOf(kernels.workerVariables());
    }
    if (System.getProperty("os.arch").equals("amd64")) {
      assertThat(launcher.launch(Path.of("")).environment())
          .containsEntry("ONEDNN_MAX_CPU_ISA", kernels.instructions().toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void whatTrainsNoNetIsNotHeldToAny() {
    assertThat(
            launcher.trainingOnly(BuiltInProgram.SIMULATED.ref()).launch(Path.of("")).environment())
        .doesNotContainKey("ONEDNN_MAX_CPU_ISA");
  }
}
