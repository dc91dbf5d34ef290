package dev.nightsweep.intake;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds by what runs are to be judged: as the user says, or as there is no choice. */
final class JudgedMetric {
  private static final Set<String> HIGH =
      Set.of(
          "accuracy",
          "acc",
          "f1",
          "auc",
          "auroc",
          "auprc",
          "precision",
          "recall",
          "map",
          "bleu",
          "rouge",
          "r2",
          "iou",
          "dice",
          "reward",
          "return",
          "score",
          "top1",
          "top5");

  private static final Set<String> LOW =
      Set.of(
          "loss",
          "error",
          "err",
          "mse",
          "rmse",
          "mae",
          "mape",
          "nll",
          "perplexity",
          "ppl",
          "wer",
          "cer",
          "fid",
          "bpb",
          "regret",
          "cost");

  private JudgedMetric() {}

  /** That of these runs. */
  static Objective of(List<FoundRun> runs, IntakeOptions.Judged judged) {
    String metric = metric(runs, judged.metric());
    refuseUnknown(runs, judged.margins().keySet());
    Optional<Goal> goal = judged.goal().or(() -> direction(runs, metric)).or(() -> ofName(metric));
    return new Objective(
        metric,
        goal.orElseThrow(
            () ->
                Refusal.of(
                    "Whether %s is better high or low is not known. Say so with --goal maximize or --goal minimize."
                        .formatted(Refusal.shown(metric)))));
  }

  private static void refuseUnknown(List<FoundRun> runs, Set<String> wanted) {
    Set<String> known = known(runs);
    for (String name : wanted) {
      if (!known.contains(name) && !name.equals(Metrics.TIME)) {
        throw Refusal.unknown("metric", name, known);
      }
    }
  }

  private static Set<String> known(List<FoundRun> runs) {
    Set<String> known = new TreeSet<>();
    runs.forEach(run -> known.addAll(run.metrics().names()));
    return known;
  }

  private static String metric(List<FoundRun> runs, Optional<String> wanted) {
    Set<String> known = known(runs);
    if (wanted.isPresent()) {
      refuseUnknown(runs, Set.of(wanted.get()));
      return wanted.get();
    }
    if (known.isEmpty()) {
      throw Refusal.of("No run of it has a metric, so there is nothing to compare.");
    }
    List<String> only =
        known.size() == 1 ? List.copyOf(known) : ends(runs); // what a study optimizes
    if (only.size() == 1) {
      return only.get(0);
    }
    throw Refusal.of(
        "Its runs have several metrics: %s. Name the one that they are judged by with --metric."
            .formatted(Refusal.list(known)));
  }

  /** Metrics with a value for the whole run where others have points: Optuna's objective. */
  private static List<String> ends(List<FoundRun> runs) {
    return runs.stream()
        .filter(run -> run.labels().containsKey("study"))
        .flatMap(run -> run.metrics().summaries().keySet().stream())
        .distinct()
        .toList();
  }

  /** As a study says. */
  private static Optional<Goal> direction(List<FoundRun> runs, String metric) {
    List<String> said =
        runs.stream()
            .flatMap(run -> Stream.of("direction", "direction." + metric).map(run.labels()::get))
            .filter(Objects::nonNull)
            .map(direction -> direction.toUpperCase(Locale.ROOT))
            .distinct()
            .toList();
    return said.size() == 1
        ? Arrays.stream(Goal.values()).filter(goal -> goal.name().equals(said.get(0))).findFirst()
        : Optional.empty();
  }

  private static Optional<Goal> ofName(String metric) {
    List<String> words = List.of(metric.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
    boolean high = words.stream().anyMatch(HIGH::contains);
    boolean low = words.stream().anyMatch(LOW::contains);
    return high == low ? Optional.empty() : Optional.of(high ? Goal.MAXIMIZE : Goal.MINIMIZE);
  }
}
