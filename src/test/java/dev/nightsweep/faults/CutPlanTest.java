package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill while a new sweep is written down. */
class CutPlanTest {
  private static final JournalName NAME = JournalName.ofSweep(Fixtures.SWEEP);

  @TempDir private Path folder;

  @Test
  void aSweepIsThereWithAllItsRunsOrNotAtAll() throws IOException {
    ResultsFolder results = new ResultsFolder(folder);
    Path journal = results.journal(NAME);
    try (Journal open = Journal.open(NAME, journal)) {
      open.append(new Entry.SweepPlanned(Fixtures.plan(Fixtures.SWEEP)));
    }
    byte[] whole = Files.readAllBytes(journal);
    try (Store store = H2Store.open(folder)) {
      for (int length = whole.length % 97; length <= whole.length; length += 97) {
        Files.write(journal, Arrays.copyOf(whole, length));
        new CatchUp(store, results, InstantSource.system()).run();
        int runs = length == whole.length ? Fixtures.plan(Fixtures.SWEEP).runs().size() : 0;
        assertThat(store.runs(Fixtures.SWEEP)).as("cut at %d", length).hasSize(runs);
        assertThat(store.sweep(Fixtures.SWEEP).isPresent()).isEqualTo(runs > 0);
      }
    }
  }
}
