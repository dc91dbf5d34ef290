package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.wording.FindingText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds what goes wrong in laboratories, and lets clean designs be. */
class PlantedInLabsTest {
  private static final int LEAST_PLANTED = 40;
  private static final int MOST_ALARMED = 2;

  @TempDir private Path folder;

  @Test
  void plantedConfoundsAreFound() {
    Confounds confounds = new Confounds(folder);
    assertThat(alarms(confounds.clean(false))).isEmpty();
    assertThat(alarms(confounds.clean(true))).isEmpty();
    List<String> missed = new ArrayList<>();
    for (Confounds.Confound confound : confounds.all()) {
      List<FindingText> alarms = alarms(confound.audit().apply(confounds));
      System.out.printf(
          "%-8s %-62s %s%n",
          confound.where(),
          confound.what(),
          alarms.isEmpty() ? "NOT FOUND" : alarms.get(0).severity() + " " + alarms.get(0).what());
      if (alarms.isEmpty()) {
        missed.add(confound.what());
      }
    }
    System.out.printf(
        "%d of %d planted confounds were found%n",
        confounds.all().size() - missed.size(), confounds.all().size());
    assertThat(confounds.all()).hasSizeGreaterThanOrEqualTo(LEAST_PLANTED);
    assertThat(missed).isEmpty();
  }

  /** If one of these is found one day, the documentation has to say so. */
  @Test
  void whatTheDocumentationCallsUnseenIsUnseen() {
    Confounds confounds = new Confounds(folder);
    for (Confounds.Confound confound : confounds.unseen()) {
      List<FindingText> alarms = alarms(confound.audit().apply(confounds));
      System.out.printf(
          "unseen   %-62s %s%n",
          confound.what(), alarms.isEmpty() ? "as documented" : alarms.get(0).what());
      assertThat(alarms).as(confound.what()).isEmpty();
    }
  }

  @Test
  void hardlyAnyCleanDesignRaisesAnAlarm() {
    CleanDesigns designs = new CleanDesigns(folder);
    List<String> alarmed = new ArrayList<>();
    for (CleanDesigns.Design design : designs.all()) {
      try (AuditLab lab = designs.lab()) {
        List<FindingText> alarms = alarms(design.audit().apply(lab));
        System.out.printf(
            "clean    %-62s %s%n",
            design.what(),
            alarms.isEmpty() ? "-" : alarms.get(0).severity() + " " + alarms.get(0).what());
        alarms.forEach(
            alarm -> assertThat(alarm.severity()).as(alarm.what()).isNotEqualTo(Severity.ERROR));
        if (!alarms.isEmpty()) {
          alarmed.add(design.what());
        }
      }
    }
    System.out.printf(
        "%d of %d clean designs raised an alarm%n", alarmed.size(), designs.all().size());
    assertThat(designs.all()).hasSizeGreaterThanOrEqualTo(LEAST_PLANTED);
    assertThat(alarmed).hasSizeLessThanOrEqualTo(MOST_ALARMED);
  }

  /** All but that there are too few seeds, which is no confound. */
  private static List<FindingText> alarms(List<FindingText> findings) {
    return findings.stream()
        .filter(f -> f.severity() != Severity.NOTE && !f.check().equals("power"))
        .toList();
  }
}
