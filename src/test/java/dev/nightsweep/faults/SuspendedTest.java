package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.Signals;
import dev.nightsweep.store.h2.H2Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that stand still, as in a laptop whose lid is closed, or in a debugger. */
@Tag("faults")
class SuspendedTest {
  /** In minutes: nine seconds, in which a worker comes up on a busy machine, too. */
  private static final String STALL = "0.15";

  private static final long LONGER_THAN_THE_STALL_SECONDS = 14;

  @TempDir private Path folder;
  private Path spec;
  private Path results;

  @BeforeEach
  void writeSpec() throws Exception {
    spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.quiet("suspended", 1, 1.0));
    results = folder.resolve("results");
  }

  @Test
  void aSweepThatWasSuspendedGoesOnAndNoRunIsTakenForLost() throws Exception {
    Shell.Started sitting = begin();
    List<ProcessHandle> workers = workersInTraining(sitting);
    for (ProcessHandle worker : workers) {
      Signals.send("STOP", worker);
    }
    Signals.send("STOP", sitting.process().toHandle());
    assertThat(sitting.process().waitFor(LONGER_THAN_THE_STALL_SECONDS, TimeUnit.SECONDS))
        .isFalse();
    Signals.send("CONT", sitting.process().toHandle());
    for (ProcessHandle worker : workers) {
      Signals.send("CONT", worker);
    }
    Shell.Ended ended = sitting.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(attempts()).containsOnly("[COMPLETED]").hasSize(2);
    assertHolds();
  }

  @Test
  void aWorkerThatHangsIsKilledAndItsRunIsTriedAgain() throws Exception {
    Shell.Started sitting = begin();
    Signals.send("STOP", workersInTraining(sitting).get(0));
    Shell.Ended ended = sitting.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("no progress for 9s");
    assertThat(attempts()).containsOnlyOnce("[TIMED_OUT]").hasSize(3);
    assertHolds();
  }

  @Test
  void aRunWhoseEpochsTakeFarLongerThanTheStallTimeoutIsNotTakenForDead() throws Exception {
    String slow = SoakSpecs.quiet("suspended", 1, LONGER_THAN_THE_STALL_SECONDS);
    Files.writeString(spec, slow.replace("epochs: {value: 4}", "epochs: {value: 1}"));
    Shell.Ended ended = begin().await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(attempts()).containsOnly("[COMPLETED]").hasSize(2);
  }

  private Shell.Started begin() throws Exception {
    return Shell.in(results)
        .start("run", spec.toString(), "--workers", "2", "--stall-timeout", STALL);
  }

  /** Its workers, once both have a run and are at it. */
  private static List<ProcessHandle> workersInTraining(Shell.Started sitting) throws Exception {
    while (Files.readString(sitting.err()).lines().filter(l -> l.contains("epoch 1/")).count()
        < 2) {
      assertThat(sitting.process().waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    return sitting.workers();
  }

  private List<String> attempts() {
    try (H2Store store = H2Store.open(results)) {
      return Invariants.rows(store, "SELECT state FROM attempts");
    }
  }

  private void assertHolds() throws Exception {
    Path calm = folder.resolve("calm");
    Files.writeString(spec, SoakSpecs.quiet("suspended", 1, 0));
    Undisturbed.run(spec, calm);
    Invariants.hold(results, calm);
  }
}
