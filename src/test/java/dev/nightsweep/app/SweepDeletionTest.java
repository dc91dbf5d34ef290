package dev.nightsweep.app;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepDeletionTest {
  @TempDir private Path folder;
  private final Store store = new InMemoryStore();
  private ResultsFolder results;
  private SweepDeletion deletion;

  @BeforeEach
  void open() {
    results = new ResultsFolder(folder);
    store.index(Fixtures.journals(SWEEP));
    deletion = new SweepDeletion(store, results);
  }

  @Test
  void aSweepGoesWithItsRowsItsFilesAndItsLineInTheIndex() throws IOException {
    Files.createDirectories(results.sweep(SWEEP));
    deletion.delete(deletion.find("lrn"));
    assertThat(store.sweeps()).isEmpty();
    assertThat(results.sweep(SWEEP)).doesNotExist();
    assertThat(results.index()).exists().content().doesNotContain(SWEEP);
  }

  @Test
  void aSweepThatOnlyItsFolderKnowsCanBeDeletedToo() throws IOException {
    Files.createDirectories(results.sweep("left-123abc"));
    Files.createFile(results.journal(JournalName.ofSweep("left-123abc")));
    SweepDeletion.Deletable found = deletion.find("left-123abc");
    assertThat(found.runs()).isEqualTo(OptionalInt.empty());
    deletion.delete(found);
    assertThat(results.sweep("left-123abc")).doesNotExist();
    assertThat(store.sweep(SWEEP)).isPresent();
  }

  @Test
  void aSweepThatRunsIsLeftAlone() {
    JournalName name = JournalName.ofSweep(SWEEP);
    Entry running = new Entry.SweepChanged(SweepState.RUNNING, "", Fixtures.START);
    store.index(List.of(new JournalLine(name, Fixtures.journal(name).size() + 1L, running)));
    assertThatThrownBy(() -> deletion.find(SWEEP))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.BUSY));
  }

  @Test
  void aSweepThatDoesNotExistIsTheUsersError() {
    assertThatThrownBy(() -> deletion.find("nothing"))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.USAGE));
  }
}
