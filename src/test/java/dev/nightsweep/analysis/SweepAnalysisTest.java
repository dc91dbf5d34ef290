package dev.nightsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SweepAnalysisTest {
  private static final List<Function<SweepAnalysis, Object>> PARTS =
      List.of(
          SweepAnalysis::contrasts,
          SweepAnalysis::interactions,
          SweepAnalysis::simpleEffects,
          SweepAnalysis::varianceShares,
          SweepAnalysis::claims,
          SweepAnalysis::costs,
          SweepAnalysis::images,
          SweepAnalysis::fixedSettings,
          SweepAnalysis::findings,
          SweepAnalysis::search,
          SweepAnalysis::tradeOff,
          SweepAnalysis::wallTimes,
          SweepAnalysis::cpuTimes);

  private final StudyObservations observed =
      new StudyObservations(Study.grid(6).margin(Metrics.VALIDATION_ACCURACY, 0.01));
  private final SweepAnalysis analysis = new SweepAnalysis(observed);

  @Test
  void computesEveryPartOnce() {
    for (Function<SweepAnalysis, Object> part : PARTS) {
      assertThat(part.apply(analysis)).isSameAs(part.apply(analysis));
    }
  }

  @Test
  void readsNothingTwice() {
    assertThat(PARTS).allSatisfy(part -> assertThat(part.apply(analysis)).isNotNull());
    assertThat(analysis.isExtendedAfterLook()).isFalse();
    assertThat(PARTS).allSatisfy(part -> assertThat(part.apply(analysis)).isNotNull());
    assertThat(observed.reads()).isEqualTo(6);
  }

  @Test
  void readsOnlyTheRunsForAVerdict() {
    assertThat(analysis.contrasts()).isNotEmpty();
    assertThat(observed.reads()).isEqualTo(1);
  }

  @Test
  void countsLooksOn() {
    assertThat(analysis.nextLook())
        .extracting(ContrastResult::look)
        .containsOnly(analysis.sweep().looks() + 1);
  }
}
