package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The median rule, as Optuna's MedianPruner has it: the best so far against the median of completed
 * trials at exactly this epoch; NaN alone is worse than anything.
 */
final class MedianPruner implements TrialPruner {
  private final Pruner.Median median;
  private final Map<Integer, Rung> completed = new HashMap<>();
  private final Set<String> counted = new HashSet<>();

  MedianPruner(Pruner.Median median) {
    this.median = median;
  }

  @Override
  public Judgement judge(ObservedTrial trial) {
    int epoch = trial.lastEpoch();
    if (!isStarted() || epoch < median.minEpochs()) {
      return Judgement.NONE;
    }
    double best = trial.best();
    Rung others = completed.getOrDefault(epoch, new Rung());
    if (Double.isNaN(best)) {
      return new Judgement(
          new PruningDecision.End("no reading up to epoch %d is a number".formatted(epoch)),
          Optional.empty());
    }
    return others.size() == 0 ? Judgement.NONE : judge(best, epoch, others);
  }

  private static Judgement judge(double best, int epoch, Rung others) {
    double middle = middle(others);
    PruningDecision decision =
        best > middle
            ? new PruningDecision.End(
                "at epoch %d its best is worse than the median of %d completed runs"
                    .formatted(epoch, others.size()))
            : PruningDecision.GO_ON;
    return Judgement.of(decision, new Compared(best, others.size(), middle, others.takeFresh()));
  }

  /** Whether so many have been completed that others are judged. */
  boolean isStarted() {
    return !counted.isEmpty() && counted.size() >= median.startupTrials();
  }

  /** What is known by now is not fresh any more. */
  void markKnown() {
    completed.values().forEach(Rung::takeFresh);
  }

  private static double middle(Rung rung) {
    double low = rung.at((rung.size() - 1) / 2);
    double high = rung.at(rung.size() / 2);
    return low == high ? low : high - (high - low) * 0.5; // as NumPy has it, to the last bit
  }

  @Override
  public void completed(ObservedTrial trial) {
    counted.add(trial.runId());
    for (int epoch = 1; !trial.isEmpty() && epoch <= trial.lastEpoch(); epoch++) {
      double loss = trial.at(epoch);
      if (!Double.isNaN(loss)) {
        completed.computeIfAbsent(epoch, e -> new Rung()).put(trial.runId(), loss);
      }
    }
  }
}
