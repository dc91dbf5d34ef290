package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
  public PruningDecision judge(ObservedTrial trial) {
    int epoch = trial.lastEpoch();
    if (counted.isEmpty()
        || counted.size() < median.startupTrials()
        || epoch < median.minEpochs()) {
      return PruningDecision.GO_ON;
    }
    double best = trial.best();
    if (Double.isNaN(best)) {
      return new PruningDecision.End("no reading up to epoch %d is a number".formatted(epoch));
    }
    Rung others = completed.getOrDefault(epoch, new Rung());
    return others.size() > 0 && best > middle(others)
        ? new PruningDecision.End(
            "at epoch %d its best is worse than the median of %d completed runs"
                .formatted(epoch, others.size()))
        : PruningDecision.GO_ON;
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
