package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.schedule.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 3, 1, 22, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void withoutADeadlineThereIsNone() {
    Policy policy = policy(SessionLimits.DEFAULT, InMemorySession.GRID);
    assertThat(policy).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void theEarlierOfTimeAndDurationCounts() {
    assertThat(deadline(limits(Optional.of("07:00"), Optional.of(2.0)), InMemorySession.GRID))
        .isEqualTo("2026-03-02T00:00:00Z");
    assertThat(deadline(limits(Optional.of("23:00"), Optional.of(2.0)), InMemorySession.GRID))
        .isEqualTo("2026-03-01T23:00:00Z");
  }

  @Test
  void aTimeThatHasPassedIsTomorrows() {
    assertThat(deadline(limits(Optional.of("07:00"), Optional.empty()), InMemorySession.GRID))
        .isEqualTo("2026-03-02T07:00:00Z");
    assertThat(deadline(limits(Optional.of("22:00"), Optional.empty()), InMemorySession.GRID))
        .isEqualTo("2026-03-02T22:00:00Z");
  }

  @Test
  void theLimitsOfTheSessionComeBeforeTheSpecs() {
    String spec = InMemorySession.GRID.replace("{seeds: 3}", "{seeds: 3, budget: {max_hours: 1}}");
    assertThat(deadline(SessionLimits.DEFAULT, spec)).isEqualTo("2026-03-01T23:00:00Z");
    assertThat(deadline(limits(Optional.empty(), Optional.of(3.0)), spec))
        .isEqualTo("2026-03-02T01:00:00Z");
  }

  @Test
  void howLongARunMayBeSilentIsSaidByTheOptionElseBySpecElseTenMinutes() {
    String spec =
        InMemorySession.GRID.replace("{seeds: 3}", "{seeds: 3, budget: {stall_minutes: 0.5}}");
    assertThat(policy(SessionLimits.DEFAULT, spec).stall()).hasSeconds(30);
    assertThat(policy(limits(Optional.empty(), Optional.empty()), spec).stall()).hasMinutes(10);
    assertThat(policy(SessionLimits.DEFAULT, InMemorySession.GRID).stall()).hasMinutes(10);
  }

  @Test
  void aPilotKeepsTheOtherLimits() {
    SessionLimits limits = limits(Optional.of("07:00"), Optional.empty(), OptionalInt.of(4));
    assertThat(policy(limits, InMemorySession.GRID).pilot()).isEqualTo(OptionalInt.of(4));
    assertThat(policy(limits, InMemorySession.GRID).deadline()).isPresent();
  }

  private static Instant deadline(SessionLimits limits, String spec) {
    return policy(limits, spec).deadline().orElseThrow();
  }

  private static Policy policy(SessionLimits limits, String spec) {
    return limits.policy(InMemorySession.spec(spec), NOW);
  }

  private static SessionLimits limits(Optional<String> finishBy, Optional<Double> hours) {
    return limits(finishBy, hours, OptionalInt.empty());
  }

  private static SessionLimits limits(
      Optional<String> finishBy, Optional<Double> hours, OptionalInt pilot) {
    return new SessionLimits(
        1,
        Optional.of(Duration.ofMinutes(10)),
        Optional.empty(),
        5,
        finishBy.map(LocalTime::parse),
        hours.map(SessionLimits::hours),
        false,
        pilot);
  }
}
