package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Was every run trained as long as the one that it is compared with? */
final class TrainingCheck {
  private static final List<String> STEPS = List.of("batch_size", "train_size");

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
        : Optional.of(
            new Finding(
                Severity.ERROR,
                "training",
                runs,
                "%s compared run(s) were stopped early.".formatted(runs.size()),
                "Compare arms without early stopping: it trains some longer than others."));
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
        : Optional.of(
            new Finding(
                Severity.ERROR,
                "training",
                runs,
                "%s completed run(s) have other epochs than their setting says."
                    .formatted(runs.size()),
                "Run these again, and check what ended them."));
  }

  private static boolean isWhole(Records records, RunRecord run) {
    Optional<Setting> epochs = records.setting(run, "epochs");
    return epochs.isEmpty() || epochs.get().equals(Setting.of((long) run.lastEpoch()));
  }

  private static Optional<Finding> epochs(Records records, Contrast contrast) {
    if (contrast.factor().equals("epochs")) {
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
                "training",
                Records.ids(apart),
                "In %s pair(s) of %s the two sides were trained for different numbers of epochs."
                    .formatted(apart.size(), contrast.title()),
                "Train both for the same number of epochs."));
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
                Severity.WARNING,
                "training",
                Records.ids(apart),
                "The sides of %s take different numbers of steps an epoch."
                    .formatted(contrast.title()),
                "Say so with the verdict, or set epochs so that the steps are equal."));
  }

  private static boolean differInSteps(Records records, Records.Pair pair) {
    return STEPS.stream()
        .anyMatch(
            name ->
                !records
                    .setting(pair.level(), name)
                    .equals(records.setting(pair.baseline(), name)));
  }
}
