package dev.nightsweep.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A database is read while another process writes to it. */
class DatabaseCopyTest {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();
  @TempDir private Path scratch;

  @Test
  void aCopyHoldsWhatIsCommittedAndTheWriterGoesOn() {
    Path folder = databases.folder();
    Store owned = databases.store(folder);
    owned.index(Fixtures.journals("a-000001"));
    try (Store copy = DatabaseCopy.open(folder, scratch)) {
      assertThat(Views.dump(copy)).isEqualTo(Views.dump(owned));
      copy.delete("a-000001");
      owned.index(Fixtures.journals("b-000002"));
      assertThat(copy.sweeps()).isEmpty();
    }
    assertThat(owned.sweeps()).hasSize(2);
  }

  /** Every batch is in a copy whole or not at all, and no later copy has less. */
  @Test
  void copiesOfADatabaseThatIsWrittenToAllTheTimeAreWhole() throws Exception {
    Path folder = databases.folder();
    Store owned = databases.store(folder);
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Integer> writing =
        CompletableFuture.supplyAsync(
            () -> {
              int sweeps = 0;
              while (!enough.get()) {
                owned.index(Fixtures.journals("s-%06x".formatted(sweeps)));
                sweeps++;
              }
              return sweeps;
            });
    int seen = 0;
    for (int copies = 0; copies < 6; copies++) {
      Path place = Files.createDirectory(scratch.resolve("c" + copies));
      try (Store copy = DatabaseCopy.open(folder, place)) {
        assertThat(copy.contradictions()).isEmpty();
        assertThat(copy.sweeps()).hasSizeGreaterThanOrEqualTo(seen);
        assertThat(copy.sweeps())
            .allSatisfy(sweep -> assertThat(copy.runs(sweep.sweepId())).hasSize(6));
        seen = copy.sweeps().size();
      }
    }
    enough.set(true);
    assertThat(writing.get()).isGreaterThanOrEqualTo(seen);
    assertThat(seen).isPositive();
  }
}
