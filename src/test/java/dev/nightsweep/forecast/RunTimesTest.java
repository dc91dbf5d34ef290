package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTimesTest {
  private final RunTimes times = new RunTimes();

  @Test
  void anArmIsExpectedToTakeTheMeanOfItsOwnRuns() {
    times.observe("fast", 10);
    times.observe("fast", 14);
    times.observe("slow", 30);
    assertThat(times.expected("fast").getAsDouble()).isCloseTo(12, within(1e-12));
  }

  @Test
  void anArmNotYetSeenIsExpectedToBeAsSlowAsTheSlowest() {
    assertThat(times.expected("new")).isEmpty();
    times.observe("fast", 10);
    times.observe("slow", 30);
    assertThat(times.expected("new")).hasValue(30);
  }

  @Test
  void aRunThatSeemsToHaveTakenNoTimeTellsNothing() {
    times.observe("fast", -3_600);
    times.observe("fast", 0);
    assertThat(times.expected("fast")).isEmpty();
    times.observe("fast", 10);
    assertThat(times.expected("fast")).hasValue(10);
  }

  @Test
  void aForecastIsCorrectedByWhatOtherArmsTookAgainstTheirs() {
    RunTimes forecast = new RunTimes(Map.of("fast", 10.0, "slow", 30.0));
    assertThat(forecast.expected("slow")).hasValue(30);
    forecast.observe("fast", 12);
    assertThat(forecast.expected("fast")).hasValue(12);
    assertThat(forecast.expected("slow").getAsDouble()).isCloseTo(36, within(1e-9));
    assertThat(forecast.expected("of no forecast")).hasValue(12);
  }

  @Test
  void runsGoToTheSlotThatIsFreeFirst() {
    assertThat(RunTimes.makespan(List.of(), List.of(3.0, 3.0, 3.0), 2)).isEqualTo(6);
    assertThat(RunTimes.makespan(List.of(5.0), List.of(3.0, 3.0), 2)).isEqualTo(6);
    assertThat(RunTimes.makespan(List.of(5.0, 1.0), List.of(10.0), 2)).isEqualTo(11);
    assertThat(RunTimes.makespan(List.of(), List.of(), 2)).isZero();
  }
}
