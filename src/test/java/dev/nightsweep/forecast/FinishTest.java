package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.forecast.Finish.Progress;
import dev.nightsweep.forecast.Finish.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinishTest {
  private static final String A = "a";
  private static final String B = "b";

  private final RunTimes times = new RunTimes();

  @Test
  void nothingIsSaidBeforeAnythingIsKnown() {
    assertThat(Finish.of(times, waiting(12))).isEmpty();
    Progress started = new Progress(List.of(new Running(A, 5, 0, 0.01)), Map.of(A, 11), 2);
    assertThat(Finish.of(times, started)).isEmpty();
    assertThat(Finish.of(times, Map.of(A, 3), 2, 1)).isEmpty();
  }

  @Test
  void whatIsLeftIsSpreadOverTheSlots() {
    see(A, 10, 10);
    assertThat(expected(waiting(6))).isEqualTo(30);
    assertThat(expected(waiting(5))).as("the last one runs alone").isEqualTo(30);
  }

  @Test
  void manyRunsAreSpreadEvenly() {
    see(A, 10, 10);
    assertThat(expected(waiting(2001))).isEqualTo(10_005);
  }

  @Test
  void everyArmCountsWithItsOwnTime() {
    see(A, 10);
    see(B, 30);
    assertThat(expected(new Progress(List.of(), Map.of(A, 1, B, 1), 1))).isEqualTo(40);
  }

  @Test
  void aForecastHoldsUntilRunsHaveEndedAndCorrectTheOthers() {
    RunTimes forecast = new RunTimes(Map.of(A, 10.0, B, 20.0));
    Progress both = new Progress(List.of(), Map.of(A, 1, B, 1), 1);
    assertThat(seconds(Finish.of(forecast, both).orElseThrow())).isEqualTo(30);
    forecast.observe(A, 15);
    assertThat(seconds(Finish.of(forecast, both).orElseThrow())).isEqualTo(15 + 30);
  }

  @Test
  void beforeAnythingRunsEveryWorkerComesUpFirst() {
    RunTimes forecast = new RunTimes(Map.of(A, 10.0));
    assertThat(seconds(Finish.of(forecast, Map.of(A, 4), 2, 3).orElseThrow())).isEqualTo(23);
    assertThat(seconds(Finish.of(forecast, Map.of(A, 1), 2, 3).orElseThrow())).isEqualTo(13);
  }

  @Test
  void runsUnderWayCountWithWhatTheyStillHaveToDo() {
    see(A, 10);
    Running half = new Running(A, 5, 0, 0.5);
    Running quarter = new Running(A, 2.5, 0, 0.25);
    assertThat(expected(new Progress(List.of(half, quarter), Map.of(), 2))).isEqualTo(7.5);
  }

  @Test
  void aRunThatIsSlowerThanItsArmIsBelievedTheMoreTheFurtherItIs() {
    see(A, 10);
    assertThat(expected(alone(new Running(A, 2, 0, 0.1)))).isEqualTo(9.9);
    assertThat(expected(alone(new Running(A, 18, 0, 0.9)))).isEqualTo(1.9);
  }

  @Test
  void ofARunThatWasResumedOnlyItsOwnPartTellsItsPace() {
    assertThat(expected(alone(new Running(A, 5, 0.5, 0.75)))).isEqualTo(5);
  }

  @Test
  void beforeTheFirstRunEndsThePaceOfThoseUnderWayIsTaken() {
    Progress first = new Progress(List.of(new Running(A, 5, 0, 0.5)), Map.of(A, 1), 1);
    assertThat(expected(first)).isEqualTo(15);
  }

  @Test
  void theIntervalHoldsTheExpectedAndWidensWithTheSpreadOfTheRuns() {
    Finish even = finish(10, 10, 10);
    Finish uneven = finish(5, 10, 15);
    assertThat(even.low()).isLessThan(even.expected());
    assertThat(even.high()).isGreaterThan(even.expected());
    assertThat(width(uneven)).isGreaterThan(width(even));
  }

  private static Finish finish(double... seconds) {
    RunTimes seen = new RunTimes();
    for (double run : seconds) {
      seen.observe(A, run);
    }
    return Finish.of(seen, waiting(6)).orElseThrow();
  }

  private void see(String arm, double... seconds) {
    for (double run : seconds) {
      times.observe(arm, run);
    }
  }

  private static Progress waiting(int runs) {
    return new Progress(List.of(), Map.of(A, runs), 2);
  }

  private static Progress alone(Running run) {
    return new Progress(List.of(run), Map.of(), 2);
  }

  private double expected(Progress progress) {
    return seconds(Finish.of(times, progress).orElseThrow());
  }

  private static double seconds(Finish finish) {
    return finish.expected().toMillis() / 1000.0;
  }

  private static Duration width(Finish finish) {
    return finish.high().minus(finish.low());
  }
}
