package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import java.util.ArrayList;
import java.util.List;

/**
 * Hyperband as W&B has it (github.com/wandb/sweeps, hyperband_stopping.py): only the last band that
 * a run has reached counts, its own reading among the others'.
 */
final class WandbHyperbandPruner implements RungPruner {
  private final Pruner.Bands bands;
  private final List<Rung> rungs = new ArrayList<>();

  WandbHyperbandPruner(Pruner.Bands bands) {
    this.bands = bands;
    bands.bands().forEach(band -> rungs.add(new Rung()));
  }

  @Override
  public Judgement judge(ObservedTrial trial) {
    int last = -1;
    for (int i = 0; i < rungs.size() && bands.bands().get(i) <= trial.lastEpoch(); i++) {
      double loss = trial.at(bands.bands().get(i));
      if (bands.bands().get(i) == trial.lastEpoch() && !Double.isNaN(loss)) {
        rungs.get(i).put(trial.runId(), loss);
      }
      last = i;
    }
    if (last < 0 || !rungs.get(last).has(trial.runId())) {
      return Judgement.NONE;
    }
    int band = bands.bands().get(last);
    Rung rung = rungs.get(last);
    int rank = (int) (rung.size() / bands.eta());
    double loss = bands.strict() ? trial.at(band) : trial.best();
    double bound = rung.at(Math.min(rank, rung.size() - 1));
    PruningDecision decision =
        loss > bound
            ? new PruningDecision.End(
                "at epoch %d it is not among the best %d of %d runs"
                    .formatted(band, rank + 1, rung.size()))
            : PruningDecision.GO_ON;
    return Judgement.of(decision, new Compared(loss, rung.size(), bound, rung.takeFresh()));
  }

  @Override
  public int next(ObservedTrial trial, int epoch) {
    return bands.bands().stream()
        .filter(band -> band > epoch)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
