package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.report.PageSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lists of sweeps tell of an answer. */
class ShortAnswerTest {
  @Test
  void itIsTheVerdictOnTheObjective() {
    assertThat(answers(PageSamples.equivalent())).containsExactly("lrn=true equivalent");
    assertThat(answers(Study.lrn(6).compareArms("lrn", "none").unjudged()))
        .containsExactly("lrn no verdict");
  }

  @Test
  void whereArmsCrossItIsToldLevelByLevel() {
    assertThat(answers(PageSamples.crossing()))
        .containsExactly(
            "conv1.kernel=5 better at lrn=false, worse at lrn=true",
            "lrn=true better at conv1.kernel=3, worse at conv1.kernel=5");
  }

  private static List<String> answers(Study study) {
    SweepAnalysis analysis = new SweepAnalysis(new StudyObservations(study));
    return ShortAnswer.of(analysis.sweep().header(), analysis.nextLook());
  }
}
