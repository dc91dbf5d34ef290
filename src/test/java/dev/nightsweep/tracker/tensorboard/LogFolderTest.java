package dev.nightsweep.tracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose files lie in several folders. */
class LogFolderTest {
  @TempDir private Path folder;

  @Test
  void whatAddHparamsRepeatsIsNoReadingOfItsOwn() throws IOException {
    EventBytes curve = new EventBytes().scalar("acc", 0, 0.5f, 100).scalar("acc", 1, 0.75f, 101);
    Path run = Files.createDirectories(folder.resolve("lr=0.1,seed=3"));
    Files.write(run.resolve("events.out.tfevents.1764500000.host"), curve.bytes());
    Path repeated = Files.createDirectories(run.resolve("1764500000.5"));
    Files.write(
        repeated.resolve("events.out.tfevents.1764500001.host"),
        new EventBytes().scalar("acc", 0, 0.75f, 102).bytes());
    FoundRuns found = LogFolder.read(folder);
    assertThat(found.runs()).hasSize(1);
    assertThat(found.runs().get(0).facts())
        .filteredOn(TrackedFact.Point.class::isInstance)
        .extracting(fact -> (TrackedFact.Point) fact)
        .extracting(TrackedFact.Point::metric, TrackedFact.Point::step, TrackedFact.Point::value)
        .containsExactly(tuple("acc", 0L, 0.5), tuple("acc", 1L, 0.75));
  }
}
