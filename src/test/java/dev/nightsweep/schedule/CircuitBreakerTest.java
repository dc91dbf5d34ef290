package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker(3);

  @Test
  void theSameFailureAgainAndAgainTripsIt() {
    breaker.failed("no library at 0x7f01");
    breaker.failed("no library at 0x7f02");
    assertThat(breaker.tripped()).isEmpty();
    breaker.failed("no library at 0x8a");
    assertThat(breaker.tripped())
        .hasValueSatisfying(why -> assertThat(why).contains("3 attempts", "no library"));
  }

  @Test
  void oneRunThatCompletesShowsThatTrainingWorks() {
    breaker.failed("a");
    breaker.failed("a");
    breaker.completed();
    breaker.failed("a");
    assertThat(breaker.tripped()).isEmpty();
  }

  @Test
  void differentFailuresAreNoPattern() {
    for (String cause : new String[] {"a", "b", "a", "c", "b", "a"}) {
      breaker.failed(cause);
    }
    assertThat(breaker.tripped()).isEmpty();
  }
}
