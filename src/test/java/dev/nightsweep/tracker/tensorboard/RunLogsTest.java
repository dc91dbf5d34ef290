package dev.nightsweep.tracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that log side by side, in folders of their own and in one that they share. */
class RunLogsTest {
  private final List<Path> written = new ArrayList<>();

  private final RunProcesses mine =
      new RunProcesses() {
        @Override
        public void look() {}

        @Override
        public boolean include(long pid) {
          return pid == 4711;
        }

        @Override
        public Collection<Path> written() {
          return written;
        }
      };

  @TempDir private Path around;
  private Path owned;

  @BeforeEach
  void makeTheRunsFolder() throws IOException {
    owned = Files.createDirectories(around.resolve("results/sweep/runs/one"));
  }

  private void log(Path folder, String name, float value) throws IOException {
    Files.createDirectories(folder);
    Files.write(
        folder.resolve("events.out.tfevents." + name),
        new EventBytes().scalar("acc", 1, value, 100).bytes());
  }

  private static List<Double> values(RunLogs logs) throws IOException {
    try (RunFiles files = logs.files()) {
      return files.rest().stream().map(fact -> ((TrackedFact.Point) fact).value()).toList();
    }
  }

  @Test
  void whatARunsOwnProcessLogsAnywhereBelowIsTheRuns() throws IOException {
    RunLogs logs = new RunLogs(owned, around, mine);
    log(around.resolve("runs/a"), "1764500000.host.4711.0", 1);
    log(around.resolve("runs/b"), "1764500000.host.4712.0", 2);
    assertThat(values(logs)).containsExactly(1.0);
    assertThat(logs.nobodys()).isEmpty();
  }

  @Test
  void whatComesToARunsOwnFolderIsTheRunsWhoeverWroteIt() throws IOException {
    RunLogs logs = new RunLogs(owned, around, mine);
    log(owned.resolve("tensorboard"), "1764500000.host", 1);
    assertThat(values(logs)).containsExactly(1.0);
    assertThat(logs.areThere()).isTrue();
  }

  @Test
  void whatWasThereBeforeIsAnothers() throws IOException {
    log(owned, "1764400000.host.4711.0", 1);
    log(around.resolve("runs/a"), "1764400000.host.4711.0", 2);
    RunLogs logs = new RunLogs(owned, around, mine);
    assertThat(values(logs)).isEmpty();
    assertThat(logs.areThere()).isFalse();
  }

  @Test
  void aFileThatDoesNotTellItsWriterIsNotTakenButNamed() throws IOException {
    RunLogs logs = new RunLogs(owned, around, mine);
    log(around.resolve("runs/a"), "1764500000.host", 1);
    assertThat(values(logs)).isEmpty();
    assertThat(logs.nobodys())
        .containsExactly(around.resolve("runs/a/events.out.tfevents.1764500000.host"));
  }

  @Test
  void aFileThatTheRunHasOpenIsTheRunsWhateverItsName() throws IOException {
    RunLogs logs = new RunLogs(owned, around, mine);
    log(around.resolve("runs/opened"), "1764500000.host", 1);
    written.add(around.toRealPath().resolve("runs/opened/events.out.tfevents.1764500000.host"));
    written.add(owned.resolve("model.pt"));
    assertThat(values(logs)).containsExactly(1.0);
    assertThat(logs.nobodys()).isEmpty();
  }

  /** Where the run is known to log, others may too. */
  @Test
  void aFileBesideTheRunsThatMayBeItsIsNamed() throws IOException {
    RunLogs logs = new RunLogs(owned, around, mine);
    log(around.resolve("runs/a"), "1764500000.host.4711.0", 1);
    log(around.resolve("runs/a/loss"), "1764500000.host", 2);
    log(around.resolve("runs/b"), "1764500000.host", 3);
    assertThat(values(logs)).containsExactly(1.0);
    assertThat(logs.nobodys())
        .containsExactly(around.resolve("runs/a/loss/events.out.tfevents.1764500000.host"));
  }

  @Test
  void theResultsOfOthersAreNotLookedThrough() throws IOException {
    Files.createFile(around.resolve("results/nightsweep.mv.db"));
    RunLogs logs = new RunLogs(owned, around, mine);
    log(owned.resolveSibling("two"), "1764500000.host.4711.0", 2);
    log(owned, "1764500000.host.4711.0", 1);
    assertThat(values(logs)).containsExactly(1.0);
  }
}
