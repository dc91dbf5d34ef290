package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many owners at once. */
class CrowdTest {
  private static final int BUSY = 7;

  @TempDir private Path folder;

  @Test
  void ofTenThatRunOneSweepAtOnceOneWinsAndTheOthersAreToldWhoHasIt() throws Exception {
    String spec = SoakSpecs.quiet("crowded", 10, 1.0);
    Path file = Files.writeString(folder.resolve("crowded.yaml"), spec);
    Path results = folder.resolve("results");
    List<Shell.Started> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(Shell.in(results).start("run", file.toString(), "--workers", "2"));
    }
    List<Shell.Ended> ended = new ArrayList<>();
    for (Shell.Started one : all) {
      ended.add(one.await());
    }
    assertThat(ended).extracting(Shell.Ended::exitCode).containsOnlyOnce(0);
    assertThat(ended)
        .filteredOn(one -> one.exitCode() != 0)
        .hasSize(9)
        .allSatisfy(
            one -> {
              assertThat(one.exitCode()).as(one.err()).isEqualTo(BUSY);
              assertThat(one.err()).containsPattern("process|open in another");
            });

    Path calm = folder.resolve("calm");
    Shell.in(calm).run("run", file.toString(), "--workers", "2");
    Invariants.hold(results, calm);
  }
}
