package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.forecast.Finish.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishTest {
  @Test
  void nothingIsSaidBeforeAnythingIsKnown() {
    assertThat(Finish.of(new Progress(List.of(), List.of(), List.of(), 12, 2))).isEmpty();
    assertThat(Finish.of(new Progress(List.of(), List.of(5.0), List.of(0.01), 11, 2))).isEmpty();
  }

  @Test
  void whatIsLeftIsSpreadOverTheSlots() {
    Finish finish =
        Finish.of(new Progress(List.of(10.0, 10.0), List.of(), List.of(), 6, 2)).orElseThrow();
    assertThat(finish.expected()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void runsUnderWayCountWithWhatTheyStillHaveToDo() {
    Finish finish =
        Finish.of(new Progress(List.of(10.0), List.of(5.0, 2.5), List.of(0.5, 0.25), 0, 2))
            .orElseThrow();
    assertThat(finish.expected()).isEqualTo(Duration.ofMillis(6250));
  }

  @Test
  void beforeTheFirstRunEndsThePaceOfThoseUnderWayIsTaken() {
    Finish finish =
        Finish.of(new Progress(List.of(), List.of(5.0), List.of(0.5), 1, 1)).orElseThrow();
    assertThat(finish.expected()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void theIntervalHoldsTheExpectedAndWidensWithTheSpreadOfTheRuns() {
    Finish even = of(10, 10, 10);
    Finish uneven = of(5, 10, 15);
    assertThat(even.low()).isLessThan(even.expected());
    assertThat(even.high()).isGreaterThan(even.expected());
    assertThat(width(uneven)).isGreaterThan(width(even));
  }

  private static Finish of(double... seconds) {
    List<Double> finished = java.util.Arrays.stream(seconds).boxed().toList();
    return Finish.of(new Progress(finished, List.of(), List.of(), 6, 2)).orElseThrow();
  }

  private static Duration width(Finish finish) {
    return finish.high().minus(finish.low());
  }
}
