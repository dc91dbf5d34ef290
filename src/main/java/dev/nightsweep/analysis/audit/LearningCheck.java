package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Tuning.Choice;
import dev.nightsweep.model.Tuning.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Did the arms that are compared learn anything? */
final class LearningCheck {
  private LearningCheck() {}

  static List<Finding> of(Records records) {
    Set<String> compared =
        records.contrasts().stream()
            .flatMap(contrast -> contrast.cells().stream())
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .collect(Collectors.toSet());
    ChanceLevels chance = records.evidence().chanceLevels();
    List<Finding> findings = new ArrayList<>();
    for (Arm arm : records.evidence().sweep().arms()) {
      if (compared.contains(arm.armId())) {
        compared(records, arm, chance).or(() -> tuned(records, arm)).ifPresent(findings::add);
      }
    }
    unknown(records, chance).ifPresent(findings::add);
    return findings;
  }

  /** An error where most runs of an arm never learned: then it was not trained, whatever it is. */
  private static Optional<Finding> compared(Records records, Arm arm, ChanceLevels chance) {
    List<RunRecord> runs =
        completed(records).filter(run -> run.armId().equals(arm.armId())).toList();
    List<RunRecord> stuck =
        runs.stream().filter(run -> records.judged().neverLearned().contains(run.runId())).toList();
    return stuck.stream()
        .findFirst()
        .flatMap(chance::of)
        .map(
            level ->
                new Finding(
                    2 * stuck.size() > runs.size() ? Severity.ERROR : Severity.WARNING,
                    AuditCheck.LEARNING,
                    stuck.stream().map(RunRecord::runId).toList(),
                    new FindingDetail.StuckArm(arm.label(), stuck.size(), runs.size(), level)));
  }

  private static Optional<Finding> tuned(Records records, Arm arm) {
    return records
        .header()
        .tuning()
        .flatMap(tuning -> tuning.choice(arm.armId()))
        .filter(LearningCheck::hasNeverLearned)
        .map(
            choice ->
                Finding.ofSweep(
                    Severity.WARNING,
                    AuditCheck.LEARNING,
                    new FindingDetail.StuckTuning(arm.label())));
  }

  private static boolean hasNeverLearned(Choice choice) {
    return choice.remarks().stream().anyMatch(remark -> remark.kind() == Remark.Kind.NEVER_LEARNED);
  }

  /** Of a program of somebody's own it is never known, unless the spec says it. */
  private static Optional<Finding> unknown(Records records, ChanceLevels chance) {
    boolean isOurs = records.header().program().isOurs();
    List<String> runs =
        completed(records)
            .filter(run -> isOurs && chance.of(run).isEmpty())
            .map(RunRecord::runId)
            .toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.NOTE,
                AuditCheck.LEARNING,
                runs,
                new FindingDetail.UnknownChance(runs.size())));
  }

  private static Stream<RunRecord> completed(Records records) {
    return records.evidence().comparisonRuns().stream()
        .filter(run -> run.state() == RunState.COMPLETED);
  }
}
