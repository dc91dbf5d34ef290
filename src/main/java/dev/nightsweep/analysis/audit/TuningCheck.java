package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.ArmEffort;
import dev.nightsweep.analysis.audit.FindingDetail.Effort;
import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Was every arm tuned with the same effort, and on other seeds than it is compared on? */
final class TuningCheck {
  private TuningCheck() {}

  static List<Finding> of(Records records) {
    List<RunRecord> selection =
        records.evidence().runs().stream()
            .filter(run -> run.phase() == PlannedRun.Phase.SELECTION)
            .toList();
    List<Finding> findings = new ArrayList<>();
    if (!selection.isEmpty()) {
      effort(records, selection, findings);
      seeds(records, selection, findings);
    }
    return findings;
  }

  private static void effort(Records records, List<RunRecord> selection, List<Finding> findings) {
    Map<String, Integer> runs = new LinkedHashMap<>();
    Map<String, Integer> epochs = new LinkedHashMap<>();
    records.evidence().sweep().arms().forEach(arm -> runs.put(arm.armId(), 0));
    for (RunRecord run : selection) {
      runs.merge(run.armId(), 1, Integer::sum);
      if (run.state() == RunState.COMPLETED) { // what diverged was not spared any effort
        epochs.merge(run.armId(), run.lastEpoch(), Math::max);
      }
    }
    if (new HashSet<>(runs.values()).size() > 1) {
      findings.add(unequal(Effort.RUNS, labelled(records, runs), selection));
    } else if (new HashSet<>(epochs.values()).size() > 1 && !areAsSet(records, epochs)) {
      findings.add(unequal(Effort.EPOCHS, labelled(records, epochs), selection));
    }
  }

  /** Whether each arm was tuned for as many epochs as it is trained for, which differ by design. */
  private static boolean areAsSet(Records records, Map<String, Integer> epochs) {
    Set<String> names = records.recorded().roles().of(Role.EPOCHS);
    return epochs.entrySet().stream()
        .allMatch(
            of -> {
              Settings arm = records.evidence().sweep().arm(of.getKey()).settings();
              Setting trained = Setting.of((long) of.getValue());
              return names.stream().anyMatch(name -> arm.find(name).equals(Optional.of(trained)));
            });
  }

  private static List<ArmEffort> labelled(Records records, Map<String, Integer> counts) {
    return records.evidence().sweep().arms().stream()
        .map(arm -> new ArmEffort(arm.label(), counts.getOrDefault(arm.armId(), 0)))
        .toList();
  }

  private static Finding unequal(Effort effort, List<ArmEffort> arms, List<RunRecord> selection) {
    return new Finding(
        Severity.ERROR,
        AuditCheck.TUNING,
        selection.stream().map(RunRecord::runId).toList(),
        new FindingDetail.UnequalTuning(effort, arms));
  }

  private static void seeds(Records records, List<RunRecord> selection, List<Finding> findings) {
    Set<Long> compared = new HashSet<>(records.header().seeds());
    List<String> shared =
        selection.stream()
            .filter(run -> compared.contains(run.seed()))
            .map(RunRecord::runId)
            .toList();
    if (!shared.isEmpty()) {
      findings.add(
          new Finding(Severity.ERROR, AuditCheck.LEAKAGE, shared, OfRuns.TUNED_ON_COMPARED_SEED));
    }
  }
}
