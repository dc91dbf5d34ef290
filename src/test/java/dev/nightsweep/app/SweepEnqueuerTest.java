package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.app.SweepEnqueuer.Queued;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Control;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepEnqueuerTest {
  @TempDir private Path root;
  private InMemorySession session;
  private SweepEnqueuer queue;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
    queue = new SweepEnqueuer(session.owner, InstantSource.system(), false);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aQueuedSweepIsOnDiskBeforeItWaits() {
    begin(Fixtures.plan(Fixtures.SWEEP));
    Queued queued = enqueue(InMemorySession.GRID);
    assertThat(queued.behind()).contains(Fixtures.SWEEP);
    assertThat(session.owner.waiting()).containsExactly(queued.sweepId());
    assertThat(StoredPlan.of(session.folder, queued.sweepId()).runs()).hasSize(6);
    assertThat(session.owner.store().sweep(queued.sweepId())).isPresent();
    assertThat(session.folder.spec(queued.sweepId(), "test.yaml")).hasContent(InMemorySession.GRID);
  }

  @Test
  void theSweepThatRunsAndOneThatIsFinishedAreRefused() throws InterruptedException {
    SweepResult done = session.run(InMemorySession.GRID);
    refused("is finished already");
    begin(StoredPlan.of(session.folder, done.sweep().sweepId()));
    refused("is being run by process");
  }

  @Test
  void anEndingProcessTakesNoMore() {
    session.owner.closeQueue();
    refused("is about to end");
  }

  @Test
  void aStoredSweepIsQueuedAsItIs() {
    Queued first = enqueue(InMemorySession.GRID);
    session.owner.next();
    Queued again =
        queue.enqueue(
            session.owner.sweep(Optional.of(first.sweepId())),
            Optional.empty(),
            SessionListener.NONE);
    assertThat(again).isEqualTo(first);
  }

  private Queued enqueue(String spec) {
    return queue.enqueue(InMemorySession.spec(spec), false, Optional.empty());
  }

  private void refused(String message) {
    assertThatThrownBy(() -> enqueue(InMemorySession.GRID))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(message);
  }

  private void begin(Plan plan) {
    SweepProgress progress = new SweepProgress(plan, 1, Map.of(), InstantSource.system());
    session.owner.begins(new ResultsOwner.Running(plan, new Control(), progress));
  }
}
