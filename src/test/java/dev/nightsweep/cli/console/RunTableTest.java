package dev.nightsweep.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.Objective;
import org.junit.jupiter.api.Test;

class RunTableTest {
  @Test
  void whatAnOwnProgramReportsIsShown() {
    Study study =
        Study.lrn(1)
            .program("train.py --seed ${seed}")
            .objective(new Objective("f1", Objective.Goal.MAXIMIZE));
    for (String arm : new String[] {"none", "lrn"}) {
      study.reading(arm, 1, "f1", 0.8125).reading(arm, 1, "val_loss", 0.3125);
    }
    assertThat(table(study))
        .startsWith("RUN")
        .containsPattern("EPOCHS +f1 .*val_loss")
        .contains("0.8125", "0.3125");
  }

  @Test
  void ofOurProgramsTheUsualMetricsAreShown() {
    Study study = Study.lrn(1).reading("lrn", 1, "val_loss", 0.3125);
    assertThat(table(study)).contains("VALIDATION", "TEST").doesNotContain("val_loss");
  }

  private static String table(Study study) {
    return RunTable.of(study.sweep(), study.runs(), run -> false).toString();
  }
}
