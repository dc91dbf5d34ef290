package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.Signals;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever others do meanwhile: who runs a sweep is the only one that writes its journal. */
@Tag("faults")
class OneWriterTest {
  private static final int BUSY = 7;
  private static final int INTERRUPTED = 130;
  private static final Path SMALL =
      Path.of("src/test/resources/dev/nightsweep/faults/small-sweep.json");

  @TempDir private Path folder;

  @Test
  void aSweepThatRunsIsNeitherDeclaredLostNorEndedByWhatOthersDo() throws Exception {
    Path spec = write();
    Path root = folder.resolve("results");
    Shell shell = Shell.in(root);
    ResultsFolder results = new ResultsFolder(root);
    Shell.Started owner = shell.start("run", spec.toString(), "--workers", "2");
    try {
      leavesItAlone(shell, results, owner, spec);
    } finally {
      owner.process().destroyForcibly();
    }
  }

  private void leavesItAlone(Shell shell, ResultsFolder results, Shell.Started owner, Path spec)
      throws Exception {
    String sweepId = awaitBegin(results, owner);

    Shell.Ended taken = shell.run("import", SMALL.toAbsolutePath().toString());
    assertThat(taken.exitCode()).as(taken.err()).isZero();
    assertThat(shell.run("query", "SELECT COUNT(*) FROM runs").exitCode()).isZero();
    assertThat(shell.run("delete", sweepId, "--yes").exitCode()).isEqualTo(BUSY);
    assertThat(shell.run("rebuild").exitCode()).isEqualTo(BUSY);

    // Without these nobody who comes knows of it any more.
    Files.delete(results.owner());
    Files.delete(results.database());
    Shell.Ended list = shell.run("list");
    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.err()).contains(sweepId, "another database");
    assertThat(list.out()).contains("base-d604a1").containsPattern(sweepId + " +RUNNING");
    assertThat(shell.run("delete", sweepId, "--yes").exitCode()).isEqualTo(BUSY);
    Shell.Ended second = shell.run("run", spec.toString());
    assertThat(second.exitCode()).as(second.err()).isEqualTo(BUSY);

    assertThat(owner.process().isAlive()).isTrue();
    Signals.send("INT", owner.process().toHandle());
    Shell.Ended ended = owner.await();
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(INTERRUPTED);
    assertThat(entries(results, sweepId))
        .noneMatch(e -> e instanceof Entry.AttemptEnded a && a.state() == AttemptState.LOST)
        .filteredOn(Entry.SweepChanged.class::isInstance)
        .extracting(e -> ((Entry.SweepChanged) e).state())
        .containsExactly(SweepState.RUNNING, SweepState.STOPPED);
    assertThat(shell.run("list").out()).contains(sweepId);
    Shell.Ended verified = shell.run("verify");
    assertThat(verified.exitCode()).as(verified.out()).isZero();
  }

  private static String awaitBegin(ResultsFolder results, Shell.Started owner) throws Exception {
    while (owner.process().isAlive()) {
      List<String> sweepIds = results.sweepIds();
      if (!sweepIds.isEmpty()
          && entries(results, sweepIds.get(0)).stream()
              .anyMatch(Entry.AttemptStarted.class::isInstance)) {
        return sweepIds.get(0);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(Files.readString(owner.err()));
  }

  private static List<Entry> entries(ResultsFolder results, String sweepId) throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    Journal.Content content = Journal.read(name, results.journal(name));
    assertThat(content.damage()).isEmpty();
    return content.lines().stream().map(JournalLine::entry).toList();
  }

  private Path write() throws IOException {
    return Files.writeString(
        folder.resolve("slow.yaml"),
        """
        name: slow
        program: simulated
        method: grid
        parameters:
          lrn: {values: [false, true]}
          epochs: {value: 500}
          simulate.seconds_per_epoch: {value: 0.5}
        ablation: {seeds: 4}
        """);
  }
}
