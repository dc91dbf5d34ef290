package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class ResultsOwnerTest {
  private static final String OTHER = "other-0001";
  private static final Optional<String> ANY = Optional.empty();

  @TempDir private Path root;
  private InMemorySession session;
  private ResultsOwner owner;
  private final Control control = new Control();

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
    owner = session.owner;
    owner.store().index(Fixtures.journals(Fixtures.SWEEP));
    owner.store().index(Fixtures.journals(OTHER));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theRunningSweepIsSteered() {
    begin();
    assertThat(owner.pause(ANY, "asked").sweepId()).isEqualTo(Fixtures.SWEEP);
    assertThat(control.now()).isEqualTo(new Control.Request(Control.Wish.PAUSE, "asked"));
    assertThatThrownBy(() -> owner.pause(ANY, "again")).hasMessageContaining("paused already");
    assertThat(owner.resume(Optional.of(Fixtures.SWEEP))).isPresent();
    assertThat(control.now().wish()).isEqualTo(Control.Wish.RUN);
    assertThatThrownBy(() -> owner.resume(ANY))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is not paused");
    owner.stop(ANY, "enough");
    assertThat(control.now().wish()).isEqualTo(Control.Wish.STOP);
    owner.cancel(ANY, "now");
    assertThat(control.now().wish()).isEqualTo(Control.Wish.CANCEL);
  }

  @Test
  void anotherSweepThanTheOneThatRunsIsNotSteered() {
    begin();
    assertThatThrownBy(() -> owner.stop(Optional.of(OTHER), "asked"))
        .hasMessage(OTHER + " is not running.");
    assertThat(owner.resume(Optional.of(OTHER))).isEmpty();
    assertThat(control.now().wish()).isEqualTo(Control.Wish.RUN);
    owner.ends();
    assertThatThrownBy(() -> owner.stop(ANY, "asked")).hasMessage("No sweep is running here.");
  }

  @Test
  void sweepsWaitInLineOnceUntilNoneIsLeft() {
    assertThat(owner.enqueue("a")).isTrue();
    assertThat(owner.enqueue("b")).isTrue();
    assertThat(owner.enqueue("a")).isTrue();
    assertThat(owner.waiting()).containsExactly("a", "b");
    assertThat(owner.next()).contains("a");
    assertThat(owner.next()).contains("b");
    assertThat(owner.next()).isEmpty();
    assertThat(owner.enqueue("late")).isFalse();
  }

  @Test
  void whoEndsBeforeTheQueueSaysWhoWaits() {
    owner.enqueue("a");
    assertThat(owner.closeQueue()).containsExactly("a");
    assertThat(owner.enqueue("late")).isFalse();
  }

  @Test
  void theNewestUnfinishedSweepIsMeantUnlessOneIsNamed() {
    assertThatThrownBy(() -> owner.unfinished(ANY)).hasMessageContaining("is finished");
    assertThat(owner.unfinished(Optional.of(OTHER)).sweepId()).isEqualTo(OTHER);
  }

  private void begin() {
    Plan plan = Fixtures.plan(Fixtures.SWEEP);
    SweepProgress progress = new SweepProgress(plan, 2, Map.of(), InstantSource.system());
    owner.begins(new ResultsOwner.Running(plan, control, progress));
  }
}
