package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Do the arms of a contrast differ in nothing but what it compares, at a rate that suits both? */
final class SettingsCheck {
  private static final String LEARNING_RATE = "learning_rate";

  private SettingsCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      Set<String> differing = differing(records.evidence().sweep(), contrast);
      boolean named = contrast.factor().equals(Contrast.ARM);
      differing.remove(contrast.factor());
      if (named ? differing.size() > 1 : !differing.isEmpty()) {
        findings.add(severalDifferences(records, contrast, differing, named));
      }
      if (isAtOneUntunedRate(records, contrast)) {
        findings.add(untunedRate(contrast));
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

  private static boolean isAtOneUntunedRate(Records records, Contrast contrast) {
    boolean swept =
        records.header().factors().stream().anyMatch(f -> f.name().equals(LEARNING_RATE));
    boolean tuned =
        records.header().tuning().map(t -> t.parameters().contains(LEARNING_RATE)).orElse(true)
            && records.evidence().runs().stream()
                .anyMatch(run -> run.phase() == PlannedRun.Phase.SELECTION);
    return !swept && !tuned && sharesRate(records.evidence().sweep(), contrast);
  }

  private static boolean sharesRate(SweepRecord sweep, Contrast contrast) {
    return contrast.cells().stream()
        .allMatch(
            cell -> {
              Optional<Setting> rate = sweep.arm(cell.armId()).settings().find(LEARNING_RATE);
              Optional<Setting> other =
                  sweep.arm(cell.baselineArmId()).settings().find(LEARNING_RATE);
              return rate.isPresent() && rate.equals(other);
            });
  }

  private static Finding untunedRate(Contrast contrast) {
    return Finding.ofSweep(
        Severity.WARNING,
        AuditCheck.SETTINGS,
        new FindingDetail.UntunedRate(contrast, LEARNING_RATE));
  }
}
