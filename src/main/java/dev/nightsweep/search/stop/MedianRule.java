package dev.nightsweep.search.stop;

import dev.nightsweep.model.Pruner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The median rule, as Optuna's MedianPruner has it: the best so far against the median of completed
 * trials at exactly this epoch; NaN alone is worse than anything.
 */
final class MedianRule implements Rule {
  private final Pruner.Median median;
  private final Map<Integer, Rung> completed = new HashMap<>();
  private final Set<String> counted = new HashSet<>();

  MedianRule(Pruner.Median median) {
    this.median = median;
  }

  @Override
  public Decision judge(Trial trial) {
    int epoch = trial.lastEpoch();
    if (counted.isEmpty()
        || counted.size() < median.startupTrials()
        || epoch < median.minEpochs()) {
      return Decision.GO_ON;
    }
    double best = trial.best();
    if (Double.isNaN(best)) {
      return new Decision.End("no reading up to epoch %d is a number".formatted(epoch));
    }
    Rung others = completed.getOrDefault(epoch, new Rung());
    return others.size() > 0 && best > middle(others)
        ? new Decision.End(
            "at epoch %d its best is worse than the median of %d completed runs"
                .formatted(epoch, others.size()))
        : Decision.GO_ON;
  }

  private static double middle(Rung rung) {
    double low = rung.at((rung.size() - 1) / 2);
    double high = rung.at(rung.size() / 2);
    return low == high ? low : high - (high - low) * 0.5; // as NumPy has it, to the last bit
  }

  @Override
  public void completed(Trial trial) {
    counted.add(trial.runId());
    for (int epoch = 1; !trial.isEmpty() && epoch <= trial.lastEpoch(); epoch++) {
      double loss = trial.at(epoch);
      if (!Double.isNaN(loss)) {
        completed.computeIfAbsent(epoch, e -> new Rung()).put(trial.runId(), loss);
      }
    }
  }
}
