package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.schedule.SessionEnd;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCloserTest {
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
  void theEndOfASessionIsALookThatIsKept() throws InterruptedException {
    String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
    SweepRecord sweep = session.owner.store().sweep(sweepId).orElseThrow();
    assertThat(sweep.isLookedThrough()).isTrue();
    assertThat(session.owner.store().looks(sweepId)).isNotEmpty();
    assertThat(session.folder.index()).exists();
  }

  @Test
  void theStoredResultIsShownWithoutAnotherLook() throws InterruptedException {
    SweepResult first = session.run(InMemorySession.GRID);
    SweepResult again = closer().again(stored(first));
    assertThat(again.answers()).isEqualTo(first.answers());
    assertThat(stored(first).looks()).isEqualTo(1);
  }

  @Test
  void aSessionThatStoppedTakesAnInterimLook() throws InterruptedException {
    session.script =
        run -> {
          session.owner.stop(Optional.empty(), "enough");
          return Fate.COMPLETES;
        };
    SweepResult result = session.run(InMemorySession.GRID);
    assertThat(result.outcome().end()).isEqualTo(SessionEnd.STOPPED);
    assertThat(stored(result).looks()).isEqualTo(1);
    assertThat(session.folder.journal(JournalName.ofSweep(result.sweep().sweepId())))
        .content()
        .contains("\"interim\":true");
  }

  @Test
  void aSweepWithoutAblationHasNoVerdict() throws InterruptedException {
    SweepResult result = session.run(InMemorySession.SEARCH);
    assertThat(result.contrasts()).isEmpty();
    assertThat(stored(result).looks()).isZero();
  }

  private SessionCloser closer() {
    return new SessionCloser(session.context(SessionOptions.DEFAULT));
  }

  private SweepRecord stored(SweepResult result) {
    return session.owner.store().sweep(result.sweep().sweepId()).orElseThrow();
  }
}
