package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.audit.AuditCheck;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.audit.Severity;
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

  private static String line(AuditCheck check, OfRuns kind) {
    return FindingText.of(new Finding(Severity.ERROR, check, List.of("a", "b"), kind)).line();
  }
}
