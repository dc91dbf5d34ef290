package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReuseAdmissionTest {
  private static final PlannedRun RUN = Fixtures.plan(Fixtures.SWEEP).runs().get(0);
  private static final JournalName FROM = JournalName.ofRun("earlier", "run");

  @TempDir private Path folder;

  private boolean admits(boolean trusting, Map<String, String> inputs, List<JournalLine> lines) {
    return new ReuseAdmission(new ResultsFolder(folder), trusting, run -> inputs)
        .admits(RUN, FROM, lines);
  }

  private static JournalLine started(int attempt, Map<String, String> facts) {
    return new JournalLine(
        FROM,
        attempt,
        new Entry.RunStarted(
            attempt, Environment.of(facts), Optional.empty(), Start.BEGINNING, Fixtures.START));
  }

  /** Sweeps of earlier versions went on when a data set was changed under them. */
  @Test
  void whatAnyAttemptReadOfOtherDataIsNotAdmitted() {
    Map<String, String> named = Map.of("dataset", "old");
    JournalLine old = started(1, Map.of("dataset_fingerprint", "old"));
    JournalLine swapped = started(2, Map.of("dataset_fingerprint", "swapped"));
    assertThat(admits(false, named, List.of(old))).isTrue();
    assertThat(admits(false, named, List.of(swapped))).isFalse();
    assertThat(admits(false, named, List.of(old, swapped))).isFalse();
    assertThat(admits(false, named, List.of(swapped, old))).isFalse();
  }

  @Test
  void whatTellsNothingOfDataIsJudgedByItsIdentityAlone() {
    assertThat(admits(false, Map.of("train.py", "1"), List.of(started(1, Map.of())))).isTrue();
    assertThat(admits(false, Map.of("dataset", "old"), List.of(started(1, Map.of())))).isTrue();
  }

  @Test
  void whatWasImportedIsAdmittedOnlyIfItIsTrusted() throws IOException {
    Files.createDirectories(folder.resolve("earlier"));
    Files.writeString(folder.resolve("earlier").resolve("imported.json"), "{}");
    List<JournalLine> lines = List.of(started(1, Map.of()));
    assertThat(admits(false, Map.of(), lines)).isFalse();
    assertThat(admits(true, Map.of(), lines)).isTrue();
  }
}
