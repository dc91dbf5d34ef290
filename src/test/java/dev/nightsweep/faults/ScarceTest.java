package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room and open files that run out, and an output that nobody reads. */
class ScarceTest {
  @TempDir private Path folder;
  private Path spec;
  private Path results;

  @BeforeEach
  void writeSpec() throws IOException {
    spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.quiet("scarce", 6, 0));
    results = folder.resolve("results");
  }

  /** A file that may not grow is, for the process, a full disk: here it is the database's. */
  @Test
  void aDatabaseThatCannotGrowEndsTheSweepWithTheCauseAndNothingIsLost() throws Exception {
    String small = SoakSpecs.quiet("scarce", 2, 0);
    Files.writeString(spec, small);
    Shell.in(results).run(command());
    long blocks = Files.size(results.resolve("nightsweep.mv.db")) / 512 + 200;
    Files.writeString(spec, SoakSpecs.quiet("scarce", 40, 0));
    Shell.Ended full = Shell.in(results).after("ulimit -f " + blocks).run(command());
    assertThat(full.exitCode()).as(full.err()).isEqualTo(1);
    assertThat(full.err()).contains("nightsweep.mv.db").containsPattern("disk (is )?full");
    assertGoesOn();
  }

  @Test
  void whereFilesCannotBeOpenedACommandEndsAndSpoilsNothing() throws Exception {
    StringBuilder said = new StringBuilder();
    boolean done = false;
    for (int files = 40; !done; files += 40) { // classes, then the database, then workers want some
      Shell.Ended few = Shell.in(results).after("ulimit -n " + files).run(command());
      done = few.exitCode() == 0;
      assertThat(few.err() + few.out()).as("%d files", files).isNotBlank();
      said.append(few.err());
    }
    // Of a jar that cannot be opened Java says that its classes are not there.
    assertThat(said.toString()).containsAnyOf("Too many open files", "ClassNotFoundException");
    assertGoesOn();
  }

  @Test
  void aSweepWhoseOutputIsClosedGoesOnAndKeepsItsLog() throws Exception {
    ProcessBuilder builder = Shell.in(results).builder(command());
    Process process = builder.redirectErrorStream(true).start();
    process.getInputStream().read();
    process.getInputStream().close(); // as by `| head -1`
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(new ResultsFolder(results).log(sweepId())))
        .contains("12 of 12 runs finished");
    assertGoesOn();
  }

  private String[] command() {
    return new String[] {"run", spec.toString(), "--workers", "2"};
  }

  private String sweepId() throws IOException {
    return new ResultsFolder(results).sweepIds().get(0);
  }

  /** With all it wants, the same command ends the sweep as if nothing had been. */
  private void assertGoesOn() throws Exception {
    Shell.Ended ended = Shell.in(results).run(command());
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    Path calm = folder.resolve("calm");
    Shell.in(calm).run(command());
    Invariants.hold(results, calm);
    try (Stream<Path> left = Files.list(results)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .contains("nightsweep.mv.db", "index.html");
    }
  }
}
