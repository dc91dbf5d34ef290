package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many owners at once. */
@Tag("faults")
class CrowdTest {
  private static final int BUSY = 7;
  private static final int INTERRUPTED = 130;

  @TempDir private Path folder;

  @Test
  void ofTenThatRunOneSweepAtOnceOneWinsAndTheOthersAreToldWhoHasIt() throws Exception {
    Path file = write(1.0);
    Path results = folder.resolve("results");
    List<Shell.Started> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(Shell.in(results).start("run", file.toString(), "--workers", "2"));
    }
    Shell.Started winner = awaitWinner(all);
    all.remove(winner);
    for (Shell.Started other : all) {
      Shell.Ended turnedAway = other.await();
      assertThat(turnedAway.exitCode()).as(turnedAway.err()).isEqualTo(BUSY);
      assertThat(turnedAway.err()).containsPattern("process|open in another");
    }
    Signals.send("INT", winner.process().toHandle());
    assertThat(winner.await().exitCode()).isEqualTo(INTERRUPTED);

    Shell.in(results).run("run", file.toString(), "--workers", "10");
    Path calm = folder.resolve("calm");
    Undisturbed.run(write(0), calm);
    Invariants.hold(results, calm);
  }

  /** The one that is left when all others have ended. */
  private static Shell.Started awaitWinner(List<Shell.Started> all) throws InterruptedException {
    CountDownLatch others = new CountDownLatch(all.size() - 1);
    for (Shell.Started one : all) {
      var unused = one.process().onExit().thenRun(others::countDown);
    }
    others.await();
    return all.stream().filter(one -> one.process().isAlive()).findFirst().orElseThrow();
  }

  private Path write(double secondsPerEpoch) throws IOException {
    String spec = SoakSpecs.quiet("crowded", 10, secondsPerEpoch);
    return Files.writeString(folder.resolve("crowded.yaml"), spec);
  }
}
