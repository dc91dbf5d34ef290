package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.schedule.FakeEngine.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepSessionTest {
  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void whatWasTrainedBeforeIsReusedUnlessNotWished() throws InterruptedException {
    session.run(InMemorySession.GRID);
    session.run(InMemorySession.GRID.replace("name: lrn", "name: second"));
    assertThat(session.heard.events).contains("reused 6 of 6");
    assertThat(session.started()).isEqualTo(6);
    SessionOptions usual = SessionOptions.DEFAULT;
    session.run(
        InMemorySession.GRID.replace("name: lrn", "name: third"),
        new SessionOptions(
            usual.workers(),
            usual.engine(),
            usual.limits(),
            false,
            false,
            true,
            Optional.empty(),
            false));
    assertThat(session.started()).isEqualTo(12);
  }

  /** What was trained to its end elsewhere may have ended early here. */
  @Test
  void aSearchAtFixedPointsReusesNoTrial() throws InterruptedException {
    String early = InMemorySession.SEARCH + "early_terminate: {type: hyperband, min_iter: 1}\n";
    session.run(early);
    assertThat(session.started()).isEqualTo(8);
    session.run(early.replace("name: hunt", "name: again"));
    assertThat(session.started()).isEqualTo(13);
    session.run(early.replace("name: hunt", "name: fixed") + "search: {schedule: synchronous}\n");
    assertThat(session.started()).isEqualTo(21);
  }

  @Test
  void theSweepIsSeenWhileItRunsAndNotAfterwards() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    session.script =
        run -> {
          seen.add(session.owner.running().orElseThrow().sweepId());
          return Fate.COMPLETES;
        };
    SweepResult result = session.run(InMemorySession.GRID);
    assertThat(seen).hasSize(6).containsOnly(result.sweep().sweepId());
    assertThat(session.owner.running()).isEmpty();
  }

  @Test
  void everySessionAddsToTheLog() throws Exception {
    SweepResult first = session.run(InMemorySession.GRID);
    Path log = session.folder.log(first.sweep().sweepId());
    List<String> before = Files.readAllLines(log);
    session.run(InMemorySession.GRID.replace("seeds: 3", "seeds: 4"));
    assertThat(Files.readAllLines(log)).startsWith(before.toArray(String[]::new));
    assertThat(Files.readString(log)).contains("6 of 6 runs to train", "2 of 8 runs to train");
  }

  @Test
  void bestNetsAreKeptIfTheSpecAsksForThem() throws InterruptedException {
    List<Assignment> given = new ArrayList<>();
    session.script =
        run -> {
          given.add(run);
          return Fate.COMPLETES;
        };
    session.run(InMemorySession.GRID.replace("seeds: 3", "seeds: 3, keep: best"));
    assertThat(given)
        .extracting(Assignment::checkpoints)
        .containsOnly(Assignment.Checkpoints.LAST_AND_BEST);
  }
}
