package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.schedule.replay.ReplayResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real workers: what a fake engine recorded is not what they train. */
class JournalReplayerTest {
  @TempDir private Path root;

  @Test
  void aRunThatComesOutDifferentlyIsToldWithItsFirstMismatch() throws Exception {
    try (InMemorySession session = new InMemorySession(root)) {
      String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
      List<JournaledRuns.Journaled> runs = new JournaledRuns(session.folder).find(sweepId);
      List<ReplayResult> results = new ArrayList<>();
      new JournalReplayer(OptionalInt.of(1), new Interruption())
          .replay(runs.subList(0, 1), (run, result) -> results.add(result));
      assertThat(results).singleElement().isInstanceOf(ReplayResult.Left.class);
    }
  }

  @Test
  void anInterruptedReplayEnds() throws Exception {
    try (InMemorySession session = new InMemorySession(root)) {
      String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
      Interruption interruption = new Interruption();
      interruption.interrupt("Ctrl-C");
      List<ReplayResult> results = new ArrayList<>();
      new JournalReplayer(OptionalInt.of(1), interruption)
          .replay(
              new JournaledRuns(session.folder).find(sweepId),
              (run, result) -> results.add(result));
      assertThat(results).isEmpty();
    }
  }
}
