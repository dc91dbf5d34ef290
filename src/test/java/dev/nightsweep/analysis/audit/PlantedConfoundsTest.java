package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlantedConfoundsTest {

  @Test
  void plantedConfoundsAreFound() {
    assertThat(PlantedConfounds.found()).isBetween(38, PlantedConfounds.STUDIES);
  }

  @Test
  void cleanStudiesRaiseNoAlarm() {
    assertThat(PlantedConfounds.alarmed()).isLessThanOrEqualTo(2);
  }
}
