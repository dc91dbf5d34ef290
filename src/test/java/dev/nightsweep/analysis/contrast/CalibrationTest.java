package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.SeedRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The calibration in small, so that it cannot rot: so few studies prove only what is far beyond
 * what is wanted.
 */
class CalibrationTest {
  private static final int STUDIES = 300;
  private static final double WRONG = 0.05;

  @Test
  void readingsThatAreHeldErrRarely() {
    for (Drawn drawn : Drawn.values()) {
      for (int seeds : new int[] {3, 10}) {
        Cell cell = JudgedSweeps.verdicts(3, seeds, drawn, Optional.empty());
        for (Rate rate : cell.rates().apply(STUDIES)) {
          assertThat(rate.isHeld()).isEqualTo(drawn.isHeld());
          assertThat(drawn.isHeld() && rate.isProvenAbove(WRONG)).as(rate.toString()).isFalse();
        }
      }
    }
  }

  @Test
  void whatIsNotHeldIsSeenToErr() {
    for (Drawn drawn : List.of(Drawn.STUCK_LEVELS, Drawn.SHARED_10)) {
      List<Rate> rates =
          JudgedSweeps.verdicts(5, 20, drawn, Optional.empty()).rates().apply(STUDIES);
      assertThat(rates.get(0).isProvenAbove(WRONG)).as(rates.toString()).isTrue();
      assertThat(rates.get(0).passes()).isTrue();
    }
  }

  @Test
  void rulesThatAddSeedsErrRarely() {
    for (boolean anytime : new boolean[] {false, true}) {
      SeedRule rule = new SeedRule(4, 8, false, anytime);
      Cell cell = JudgedSweeps.verdicts(2, 8, Drawn.NORMAL, Optional.of(rule));
      assertThat(cell.rates().apply(STUDIES)).noneMatch(rate -> rate.isProvenAbove(WRONG));
    }
  }

  @Test
  void theAuditWarnsOfSkewedArmsAndSeldomOfCleanOnes() {
    List<Rate> clean =
        Stream.of(0.0, 1.5)
            .flatMap(effect -> WarnedSweeps.clean(3, 10, effect).rates().apply(STUDIES).stream())
            .toList();
    assertThat(clean).noneMatch(rate -> rate.isProvenAbove(0.015));
    List<Rate> stuck = WarnedSweeps.told(5, Drawn.STUCK_LEVELS).rates().apply(STUDIES);
    assertThat(stuck.get(0).isProvenAbove(0.5)).as(stuck.toString()).isTrue();
  }

  @Test
  void aRateIsJudgedByItsUpperBound() {
    Rate.Wanted error = Rate.Wanted.error();
    assertThat(new Rate("", "", 5300, 100_000, error).passes()).isTrue();
    assertThat(new Rate("", "", 5400, 100_000, error).passes()).isFalse();
    assertThat(new Rate("", "", 1000, 20_000, error).upperBound()).isEqualTo("5.37 %");
  }
}
