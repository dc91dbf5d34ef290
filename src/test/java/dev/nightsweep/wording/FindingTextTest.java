package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.audit.AuditCheck;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.FindingDetail.DetectableDifference;
import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.audit.SeedSource;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.model.Contrast;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTextTest {
  @Test
  void aFindingAboutRunsTellsHowManyAndWhatToDo() {
    assertThat(line(AuditCheck.BALANCE, OfRuns.UNPLANNED_SEED))
        .isEqualTo(
            "Audit error (balance): 2 compared runs used a seed that was not planned. Leave them"
                + " out: a seed chosen afterwards may be one chosen for its result.");
    assertThat(line(AuditCheck.LEAKAGE, OfRuns.TESTED_IN_TUNING))
        .isEqualTo(
            "Audit error (leakage): 2 tuning runs evaluated the test set too. Choose by"
                + " validation readings alone.");
  }

  @Test
  void whereThereIsNothingToDoNothingIsAdvised() {
    Contrast contrast = new Contrast("lrn", "true", "false", List.of());
    FindingText found =
        FindingText.of(
            new Finding(
                Severity.NOTE,
                AuditCheck.POWER,
                List.of(),
                new DetectableDifference(contrast, 6, 0.002, false, SeedSource.NEW_SWEEP)));
    assertThat(found.action()).isEmpty();
    assertThat(found.line()).endsWith("in four of five such sweeps.");
    assertThat(found.advice()).as("as exports have it").isEqualTo("Nothing to do.");
  }

  private static String line(AuditCheck check, OfRuns kind) {
    return FindingText.of(new Finding(Severity.ERROR, check, List.of("a", "b"), kind)).line();
  }
}
