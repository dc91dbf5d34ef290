package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.schedule.Control.Wish;
import org.junit.jupiter.api.Test;

class ControlTest {
  private final Control control = new Control();

  @Test
  void aPauseCanBeTakenBack() {
    assertThat(control.resume()).isFalse();
    assertThat(control.pause("lunch")).isTrue();
    assertThat(control.now()).isEqualTo(new Control.Request(Wish.PAUSE, "lunch"));
    assertThat(control.pause("again")).isFalse();
    assertThat(control.resume()).isTrue();
    assertThat(control.now().wish()).isEqualTo(Wish.RUN);
  }

  @Test
  void anEndIsNeverTakenBackOnlyMadeMoreUrgent() {
    control.stop("enough");
    assertThat(control.resume()).isFalse();
    assertThat(control.pause("no")).isFalse();
    control.cancel("now");
    control.stop("slowly");
    assertThat(control.now()).isEqualTo(new Control.Request(Wish.CANCEL, "now"));
    assertThat(control.wasInterrupted()).isFalse();
  }

  @Test
  void theSecondInterruptAbandons() {
    control.interrupt("Ctrl-C");
    assertThat(control.now().wish()).isEqualTo(Wish.CANCEL);
    control.interrupt("Ctrl-C");
    assertThat(control.now().wish()).isEqualTo(Wish.ABANDON);
    assertThat(control.wasInterrupted()).isTrue();
  }

  @Test
  void aPausedSweepCanBeEnded() {
    control.pause("lunch");
    control.stop("home");
    assertThat(control.now().wish()).isEqualTo(Wish.STOP);
  }
}
