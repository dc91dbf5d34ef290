package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      findings.add(unequal("runs", labelled(records, runs), selection));
    } else if (new HashSet<>(epochs.values()).size() > 1) {
      findings.add(unequal("epochs", labelled(records, epochs), selection));
    }
  }

  private static String labelled(Records records, Map<String, Integer> counts) {
    List<String> labelled = new ArrayList<>();
    for (Arm arm : records.evidence().sweep().arms()) {
      labelled.add("%s: %s".formatted(arm.label(), counts.getOrDefault(arm.armId(), 0)));
    }
    return String.join("; ", labelled);
  }

  private static Finding unequal(String what, String counts, List<RunRecord> selection) {
    return new Finding(
        Severity.ERROR,
        "tuning",
        selection.stream().map(RunRecord::runId).toList(),
        "The arms were tuned with unequal numbers of %s (%s).".formatted(what, counts),
        "Give every arm the same budget, and choose again.");
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
          new Finding(
              Severity.ERROR,
              "leakage",
              shared,
              "%s tuning run(s) used a seed that the arms are compared on."
                  .formatted(shared.size()),
              "Tune on other seeds: a setting chosen for its luck with a seed keeps that luck."));
    }
  }
}
