package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption();
  private final List<String> heard = new ArrayList<>();

  @Test
  void whatIsUnderWayHearsEachOfThem() {
    interruption.onInterrupt(heard::add);
    assertThat(interruption.came()).isFalse();
    interruption.interrupt("Ctrl-C");
    interruption.interrupt("SIGTERM");
    assertThat(heard).containsExactly("Ctrl-C", "SIGTERM");
    assertThat(interruption.came()).isTrue();
  }

  @Test
  void whatBeginsLaterHearsItAtOnce() {
    interruption.interrupt("Ctrl-C");
    interruption.onInterrupt(heard::add);
    assertThat(heard).containsExactly("Ctrl-C");
  }
}
