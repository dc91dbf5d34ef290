package dev.nightsweep.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void sharesGetNoRoomBeyondZeroAndOne() {
    Axis nearOne = Axis.ofReadings(0.998, 0.9999, false, 0, 100);
    assertThat(nearOne.to()).isEqualTo(1);
    assertThat(nearOne.ticks()).allMatch(tick -> tick <= 1);
    assertThat(Axis.ofReadings(0, 0.5, false, 0, 100).from()).isZero();
    assertThat(Axis.ofReadings(1, 1, false, 0, 100).from()).isLessThan(1);
    assertThat(Axis.ofReadings(0, 0, false, 0, 100).to()).isPositive();
  }

  @Test
  void otherReadingsGetSomeOnBothSides() {
    Axis axis = Axis.ofReadings(-2, 40, false, 0, 100);
    assertThat(axis.from()).isLessThan(-2);
    assertThat(axis.to()).isGreaterThan(40);
  }
}
