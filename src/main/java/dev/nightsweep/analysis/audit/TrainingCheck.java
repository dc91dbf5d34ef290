package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Was every run trained as long as the one that it is compared with? */
final class TrainingCheck {
  private TrainingCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    stoppedEarly(records).ifPresent(findings::add);
    cutShort(records).ifPresent(findings::add);
    for (Contrast contrast : records.contrasts()) {
      epochs(records, contrast).ifPresent(findings::add);
      steps(records, contrast).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> stoppedEarly(Records records) {
    List<String> runs =
        records.evidence().comparisonRuns().stream()
            .filter(run -> run.state() == RunState.STOPPED_EARLY)
            .map(RunRecord::runId)
            .toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(Severity.ERROR, AuditCheck.TRAINING, runs, OfRuns.STOPPED_EARLY));
  }

  private static Optional<Finding> cutShort(Records records) {
    List<String> runs =
        records.evidence().comparisonRuns().stream()
            .filter(run -> run.state() == RunState.COMPLETED)
            .filter(run -> !isWhole(records, run))
            .map(RunRecord::runId)
            .toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(Severity.ERROR, AuditCheck.TRAINING, runs, OfRuns.CUT_SHORT));
  }

  private static boolean isWhole(Records records, RunRecord run) {
    Optional<Setting> epochs = records.epochs(run);
    return epochs.isEmpty()
        || epochs.get().equals(Setting.of((long) run.lastEpoch()))
        || (records.header().isTracked() && isAsLongAsOthers(records, run, epochs.get()));
  }

  /** What a tracker counts as a step need not be an epoch; it is the same for all runs. */
  private static boolean isAsLongAsOthers(Records records, RunRecord run, Setting epochs) {
    return records.evidence().comparisonRuns().stream()
        .filter(other -> records.epochs(other).equals(Optional.of(epochs)))
        .noneMatch(other -> other.lastEpoch() > run.lastEpoch());
  }

  private static Optional<Finding> epochs(Records records, Contrast contrast) {
    if (records.is(Role.EPOCHS, contrast.factor())) {
      return Optional.empty();
    }
    List<Records.Pair> apart =
        records.pairs(contrast).stream()
            .filter(pair -> pair.both().stream().allMatch(TrainingCheck::isCompleted))
            .filter(pair -> pair.level().lastEpoch() != pair.baseline().lastEpoch())
            .toList();
    return apart.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.ERROR,
                AuditCheck.TRAINING,
                Records.ids(apart),
                new FindingDetail.UnequalEpochs(contrast, apart.size())));
  }

  private static boolean isCompleted(RunRecord run) {
    return run.state() == RunState.COMPLETED;
  }

  private static Optional<Finding> steps(Records records, Contrast contrast) {
    List<Records.Pair> apart =
        records.pairs(contrast).stream().filter(pair -> differInSteps(records, pair)).toList();
    return apart.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                records.is(Role.STEPS, contrast.factor()) ? Severity.NOTE : Severity.WARNING,
                AuditCheck.TRAINING,
                Records.ids(apart),
                new FindingDetail.UnequalSteps(contrast)));
  }

  private static boolean differInSteps(Records records, Records.Pair pair) {
    return records.recorded().roles().of(Role.STEPS).stream()
        .anyMatch(
            name ->
                !records
                    .setting(pair.level(), name)
                    .equals(records.setting(pair.baseline(), name)));
  }
}
