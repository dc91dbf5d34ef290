package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Do the arms of a contrast differ in nothing but what it compares? */
final class SettingsCheck {
  private SettingsCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      Set<String> differing = differing(records.evidence().sweep(), contrast);
      boolean named =
          contrast.factor().equals(Contrast.ARM) || records.is(Role.PRESET, contrast.factor());
      differing.remove(contrast.factor());
      if (named ? differing.size() > 1 : !differing.isEmpty()) {
        findings.add(severalDifferences(records, contrast, differing, named));
      }
    }
    return findings;
  }

  private static Set<String> differing(SweepRecord sweep, Contrast contrast) {
    Set<String> differing = new TreeSet<>();
    for (Contrast.Cell cell : contrast.cells()) {
      Settings level = sweep.arm(cell.armId()).settings();
      Settings baseline = sweep.arm(cell.baselineArmId()).settings();
      Set<String> names = new TreeSet<>(level.byName().keySet());
      names.addAll(baseline.byName().keySet());
      names.removeIf(name -> Objects.equals(level.find(name), baseline.find(name)));
      names.removeIf(name -> variesOnOneSide(sweep, cell, name));
      differing.addAll(names);
    }
    return differing;
  }

  /** A factor that {@code when} lets vary beside the level and not beside the baseline. */
  private static boolean variesOnOneSide(SweepRecord sweep, Contrast.Cell cell, String name) {
    return sweep.header().factors().stream().anyMatch(factor -> factor.name().equals(name))
        && sweep.arm(cell.armId()).levels().find(name).isPresent()
            != sweep.arm(cell.baselineArmId()).levels().find(name).isPresent();
  }

  private static Finding severalDifferences(
      Records records, Contrast contrast, Set<String> differing, boolean named) {
    FindingDetail detail = new FindingDetail.SeveralParameters(contrast, List.copyOf(differing));
    return named
        ? Finding.ofSweep(Severity.NOTE, AuditCheck.SETTINGS, detail)
        : new Finding(
            Severity.ERROR, AuditCheck.SETTINGS, Records.ids(records.pairs(contrast)), detail);
  }
}
