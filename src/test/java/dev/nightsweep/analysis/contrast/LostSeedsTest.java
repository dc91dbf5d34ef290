package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.FindingDetail;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.ContrastText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A seed that lost any of its runs is lost, and more than a tenth of the seeds is too many. */
class LostSeedsTest {

  @Test
  void aSeedIsLostWithAnyOfItsCells() {
    Study study = kernelHelps(10);
    study.end("l5", 4, RunState.DIVERGED, "NaN").end("n5", 7, RunState.DIVERGED, "NaN");
    ContrastDetail kernel = Judged.details(study.evidence(), 1).get(0);
    assertThat(kernel.lost()).extracting(LostSeed::seed).containsExactly(4L, 7L);
    assertThat(kernel.plannedSeeds()).isEqualTo(10);
    assertThat(kernel.result().pHolm()).isLessThan(0.01);
    assertThat(kernel.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(ContrastText.reason(kernel))
        .isEqualTo("2 of 10 seeds were lost: 2 of 20 runs failed, at the baseline 0 (p 1.000)");
  }

  @Test
  void aSeedThatLostSeveralRunsIsLostOnce() {
    Study study = kernelHelps(10);
    for (String arm : List.of("n3", "n5", "l3", "l5")) {
      study.end(arm, 4, RunState.CRASHED, "signal 9");
    }
    ContrastDetail kernel = Judged.details(study.evidence(), 1).get(0);
    assertThat(kernel.lost()).hasSize(1);
    assertThat(kernel.lost().get(0).runs()).hasSize(4);
    assertThat(kernel.result().verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void interactionsAndTheAuditCountAlike() {
    for (int lost = 0; lost <= 3; lost++) {
      Study study = kernelHelps(20);
      for (int seed = 1; seed <= 20; seed++) {
        study.reading("l5", seed, Metrics.VALIDATION_ACCURACY, 0.99 + 1e-4 * (seed % 3));
      }
      for (int seed = 1; seed <= lost; seed++) {
        study.end(seed % 2 == 0 ? "l5" : "n3", seed, RunState.DIVERGED, "NaN");
      }
      boolean tooMany = lost > 2;
      ContrastDetail kernel = Judged.details(study.evidence(), 1).get(0);
      assertThat(kernel.basis() == ContrastDetail.Basis.LOSSES).isEqualTo(tooMany);
      assertThat(Judged.interactions(study.evidence()).get(0).matters()).isEqualTo(!tooMany);
      List<Severity> found =
          findings(study).stream()
              .filter(f -> f.detail() instanceof FindingDetail.LostSeeds)
              .map(Finding::severity)
              .distinct()
              .toList();
      assertThat(found)
          .isEqualTo(lost == 0 ? List.of() : List.of(tooMany ? Severity.ERROR : Severity.WARNING));
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 1", "10, 2", "19, 2", "20, 3", "29, 3", "30, 4", "99, 10", "100, 11"})
  void onePartInTenIsNotTooMany(int planned, int tooMany) {
    Study fewer = lostOf(planned, tooMany - 1);
    Study more = lostOf(planned, tooMany);
    assertThat(basis(fewer)).isEqualTo(ContrastDetail.Basis.TESTS);
    assertThat(basis(more)).isEqualTo(ContrastDetail.Basis.LOSSES);
  }

  /** On either side in turn, so that the failures decide nothing. */
  private static Study lostOf(int planned, int lost) {
    Study study = Study.lrn(planned);
    for (int seed = 1; seed <= lost; seed++) {
      study.end(seed % 2 == 0 ? "lrn" : "none", seed, RunState.FAILED, "out of memory");
    }
    return study;
  }

  private static ContrastDetail.Basis basis(Study study) {
    return Judged.details(study.evidence(), 1).get(0).basis();
  }

  private static Study kernelHelps(int seeds) {
    Study study = Study.grid(seeds);
    for (int seed = 1; seed <= seeds; seed++) {
      for (String arm : List.of("n3", "n5", "l3", "l5")) {
        double reading = 0.95 + (arm.endsWith("5") ? 0.01 : 0) + 1e-4 * ((seed * 7) % 5);
        study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, reading + 1e-5 * (seed % 3));
      }
    }
    study.reading("n5", seeds, Metrics.VALIDATION_ACCURACY, 0.9604);
    return study;
  }

  private static List<Finding> findings(Study study) {
    return Study.findings(study.evidence());
  }
}
