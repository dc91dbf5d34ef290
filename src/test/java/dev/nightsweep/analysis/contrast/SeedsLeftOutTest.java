package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.FindingDetail;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.ContrastText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds that a rule added when nothing of an arm was left to settle. */
class SeedsLeftOutTest {

  /** LRN is better by far, and was trained on the first six of twenty seeds. */
  private static Study settled() {
    Study study = Study.lrn(20).settling(6, 20);
    for (int seed = 1; seed <= 20; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95 + 0.001 * (seed % 3));
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.98 + 0.001 * (seed % 4));
    }
    for (int seed = 7; seed <= 20; seed++) {
      study.dropped("lrn", seed);
    }
    return study;
  }

  private static ContrastDetail judge(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static List<FindingDetail.MissingRuns> missing(Study study) {
    return new SweepAnalysis(new StudyObservations(study))
        .findings().stream()
            .filter(finding -> finding.detail() instanceof FindingDetail.MissingRuns)
            .map(finding -> (FindingDetail.MissingRuns) finding.detail())
            .toList();
  }

  @Test
  void theyAreNeitherPlannedNorLostNorMissing() {
    ContrastDetail detail = judge(settled());

    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(detail.plannedSeeds()).isEqualTo(6);
    assertThat(detail.pairs().leftOut()).isEqualTo(14);
    assertThat(detail.lost()).isEmpty();
    assertThat(missing(settled())).isEmpty();
    assertThat(ContrastText.numbers(detail))
        .endsWith("found after 6 paired seeds, not trained further");
  }

  /** One of six is more than a tenth; of twenty it would not be. */
  @Test
  void theyDoNotThinOutWhatWasLost() {
    Study study = settled().end("lrn", 3, RunState.DIVERGED, "NaN");

    assertThat(judge(study).basis()).isEqualTo(ContrastDetail.Basis.LOSSES);
  }

  /** The baseline is trained for others still, and may fail. */
  @Test
  void aRunOfTheOtherSideIsNotLost() {
    Study study = settled();
    for (int seed = 7; seed <= 20; seed++) {
      study.end("none", seed, RunState.DIVERGED, "NaN");
    }

    assertThat(judge(study).lost()).isEmpty();
    assertThat(judge(study).result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(judge(study).failures().baseline()).isZero();
  }

  @Test
  void aRunOfAPlannedSeedIsMissing() {
    assertThat(missing(settled().dropped("lrn", 6)))
        .containsExactly(new FindingDetail.MissingRuns(1, "lrn=true", 6, false));
  }

  @Test
  void withoutARuleAllAreMissing() {
    Study study = Study.lrn(20).dropped("lrn", 7).dropped("lrn", 8);

    assertThat(missing(study)).hasSize(1);
    assertThat(missing(study).get(0).number()).isEqualTo(2);
    assertThat(judge(study).plannedSeeds()).isEqualTo(20);
  }

  /** A square has to be whole, and counts no seed on which one of its arms was left out. */
  @Test
  void interactionsCountWholeSeeds() {
    Study study = Study.grid(12).settling(6, 12);
    for (int seed = 1; seed <= 12; seed++) {
      study.reading("l5", seed, Metrics.VALIDATION_ACCURACY, 0.99 + 1e-4 * (seed % 3));
    }
    for (int seed = 7; seed <= 12; seed++) {
      study.dropped("n5", seed);
    }
    Interaction interaction = Judged.interactions(study.evidence()).get(0);

    assertThat(interaction.pairs()).isEqualTo(6);
    assertThat(interaction.matters()).isTrue();
  }
}
