package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room and open files that run out, and an output that nobody reads. */
@Tag("faults")
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
  void aNewDatabaseThatCannotGrowIsToldInOneSentenceWithoutClasses() throws Exception {
    Shell.Ended full = Shell.in(results).after("ulimit -f 200").run(command());
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.err())
        .contains("nightsweep.mv.db", "File too large", "disk is full")
        .doesNotContain("Exception", "org.h2", "sun.nio");
  }

  @Test
  void anOutputThatIsFullIsAFailure() throws Exception {
    assertThat(Shell.in(results).run(command()).exitCode()).isZero();
    for (String format : List.of("json", "csv", "md")) {
      Process process =
          Shell.in(results)
              .builder("report", "--format", format)
              .redirectOutput(new File("/dev/full"))
              .start();
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(format).isEqualTo(1);
      assertThat(said).contains("could not be written whole: No space left on device");
    }
  }

  @Test
  void withoutAFolderForTemporaryFilesItIsNamed() throws Exception {
    assertThat(Shell.in(results).run(command()).exitCode()).isZero();
    Shell bare = Shell.in(results).with(List.of("-Djava.io.tmpdir=/nonexistent"), Map.of());
    for (List<String> command : List.of(List.of("verify"), List.of("serve", "--port", "0"))) {
      Shell.Ended ended = bare.run(command.toArray(String[]::new));
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err())
          .contains("folder for temporary files (/nonexistent)")
          .doesNotContain("Exception", "null");
    }
  }

  /** Too few to load all libraries, before a Java VM says so in its own way. */
  @Test
  void theLauncherSaysHowManyFilesItNeeds() throws Exception {
    String launcher = Path.of("src/main/dist/bin/nightsweep").toAbsolutePath().toString();
    for (int files : List.of(40, 64)) {
      Process process =
          new ProcessBuilder("sh", "-c", "ulimit -n %d; sh %s list".formatted(files, launcher))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(said.lines())
          .containsExactly(
              "nightsweep: This process may open %d files at most, and needs 512. Raise the limit (ulimit -n)."
                  .formatted(files));
    }
  }

  @Test
  void whereFilesCannotBeOpenedACommandEndsAndSpoilsNothing() throws Exception {
    StringBuilder said = new StringBuilder();
    boolean done = false;
    for (int files = 40; !done; files += 40) { // classes, then the database, then workers want some
      Shell.Ended few = Shell.in(results).after("ulimit -n " + files).run(command());
      done = few.exitCode() == 0;
      assertThat(few.err() + few.out()).as("%d files", files).isNotBlank();
      assertThat(few.err()).doesNotContain("at dev.nightsweep.", "at picocli.", "at org.");
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
    Undisturbed.run(spec, calm);
    Invariants.hold(results, calm);
    try (Stream<Path> left = Files.list(results)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .contains("nightsweep.mv.db", "index.html");
    }
  }
}
