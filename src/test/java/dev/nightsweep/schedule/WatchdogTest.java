package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.WorkerExit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Policy POLICY =
      new Policy(
          1,
          Duration.ofSeconds(60),
          Optional.of(Duration.ofSeconds(300)),
          5,
          Optional.empty(),
          false,
          Map.of(),
          OptionalInt.empty());

  private final Watchdog watchdog = new Watchdog(POLICY);
  private long now;

  @Test
  void aRunWithoutProgressIsFoundOnce() {
    watchdog.begin("a");
    assertThat(after(59)).isEmpty();
    List<Watchdog.Late> late = after(2);
    assertThat(late).hasSize(1);
    assertThat(late.get(0).death()).isEqualTo(WorkerExit.STALLED);
    assertThat(late.get(0).cause())
        .contains("no progress for 1m", "--stall-timeout MINUTES", "stall_minutes");
    assertThat(after(100)).isEmpty();
  }

  @Test
  void progressKeepsARunAliveHoweverSlowItIs() {
    watchdog.begin("a");
    for (int i = 0; i < 5; i++) {
      assertThat(after(55)).isEmpty();
      watchdog.progressed("a");
    }
  }

  @Test
  void aRunThatMakesProgressIsEndedAtItsLimitAllTheSame() {
    watchdog.begin("a");
    for (int i = 0; i < 10; i++) {
      assertThat(after(30)).isEmpty();
      watchdog.progressed("a");
    }
    assertThat(after(2)).extracting(Watchdog.Late::death).containsExactly(WorkerExit.OVERTIME);
  }

  @Test
  void timeThatWasSleptThroughDoesNotCount() {
    watchdog.begin("a");
    after(1);
    now += Duration.ofHours(8).toNanos(); // the lid was closed
    assertThat(watchdog.look(now)).isEmpty();
    assertThat(after(50)).isEmpty();
  }

  @Test
  void whatHasEndedIsNotLate() {
    watchdog.begin("a");
    watchdog.end("a");
    assertThat(after(1000)).isEmpty();
  }

  /** Lets the loop turn for some seconds, a look every 200 milliseconds. */
  private List<Watchdog.Late> after(int seconds) {
    List<Watchdog.Late> late = new java.util.ArrayList<>();
    for (int i = 0; i < seconds * 5; i++) {
      late.addAll(watchdog.look(now));
      now += Duration.ofMillis(200).toNanos();
    }
    return late;
  }
}
