package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Does the learning rate suit both sides: tuned in every arm, or swept? */
final class RateCheck {
  private RateCheck() {}

  static List<Finding> of(Records records) {
    if (records.header().isTracked()) {
      return List.of(); // what else was tried is not known
    }
    List<Finding> findings = new ArrayList<>();
    for (String rate : records.recorded().roles().of(Role.LEARNING_RATE)) {
      if (!isVaried(records, rate)) {
        for (Contrast contrast : records.contrasts()) {
          if (sharesRate(records.evidence().sweep(), contrast, rate)) {
            findings.add(
                Finding.ofSweep(
                    Severity.WARNING,
                    AuditCheck.SETTINGS,
                    new FindingDetail.UntunedRate(contrast, rate)));
          }
        }
      }
    }
    if (!isTuned(records)) {
      records.contrasts().forEach(contrast -> handTuned(records, contrast, findings));
    }
    return findings;
  }

  private static boolean isVaried(Records records, String rate) {
    boolean swept = records.header().factors().stream().anyMatch(f -> f.name().equals(rate));
    boolean tuned = records.header().tuning().map(t -> t.parameters().contains(rate)).orElse(true);
    return swept || (tuned && isTuned(records));
  }

  private static boolean isTuned(Records records) {
    return records.evidence().runs().stream()
        .anyMatch(run -> run.phase() == PlannedRun.Phase.SELECTION);
  }

  private static boolean sharesRate(SweepRecord sweep, Contrast contrast, String rate) {
    return contrast.cells().stream()
        .allMatch(
            cell ->
                sweep.arm(cell.armId()).settings().find(rate).isPresent()
                    && sweep
                        .arm(cell.armId())
                        .settings()
                        .find(rate)
                        .equals(sweep.arm(cell.baselineArmId()).settings().find(rate)));
  }

  /** Where named arms have rates of their own, and differ in what is asked about as well. */
  private static void handTuned(Records records, Contrast contrast, List<Finding> findings) {
    if (!contrast.factor().equals(Contrast.ARM)) {
      return;
    }
    Set<String> differing = new TreeSet<>();
    for (Contrast.Cell cell : contrast.cells()) {
      differing.addAll(differing(records.evidence().sweep(), cell));
    }
    Set<String> chosen = new LinkedHashSet<>(differing);
    chosen.removeIf(
        name ->
            !records.is(Role.LEARNING_RATE, name) && !isChosenArmByArm(records, contrast, name));
    if (!chosen.isEmpty() && chosen.size() < differing.size()) {
      findings.add(
          Finding.ofSweep(
              Severity.WARNING,
              AuditCheck.TUNING,
              new SettingFinding.HandTuned(contrast, List.copyOf(chosen))));
    }
  }

  private static Set<String> differing(SweepRecord sweep, Contrast.Cell cell) {
    Settings level = sweep.arm(cell.armId()).settings();
    Settings baseline = sweep.arm(cell.baselineArmId()).settings();
    Set<String> names = new TreeSet<>(level.byName().keySet());
    names.addAll(baseline.byName().keySet());
    names.removeIf(name -> Objects.equals(level.find(name), baseline.find(name)));
    return names;
  }

  /**
   * Whether a number that is set in several arms has a value of its own in each of them, as one has
   * that was sought arm by arm, while the baseline leaves it as it is.
   */
  private static boolean isChosenArmByArm(Records records, Contrast contrast, String name) {
    SweepRecord sweep = records.evidence().sweep();
    List<Settings> own =
        sweep.arms().stream()
            .map(arm -> arm.levels())
            .filter(levels -> levels.find(name).isPresent())
            .toList();
    boolean ofBaseline =
        contrast.cells().stream()
            .anyMatch(c -> sweep.arm(c.baselineArmId()).levels().find(name).isPresent());
    return own.size() > 2
        && !ofBaseline
        && own.stream().allMatch(levels -> levels.get(name).raw() instanceof Double)
        && own.stream().map(levels -> levels.get(name)).distinct().count() == own.size();
  }
}
