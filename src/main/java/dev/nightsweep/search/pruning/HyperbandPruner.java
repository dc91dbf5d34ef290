package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Hyperband (Li et al. 2018) as Optuna has it: bracket {@code i} is successive halving from {@code
 * minEpochs · eta^i} epochs on; trials are dealt out by a checksum of their name, in proportion to
 * what a bracket begins with.
 */
final class HyperbandPruner implements RungPruner {
  private final String study;
  private final List<SuccessiveHalvingPruner> brackets = new ArrayList<>();
  private final List<Long> shares = new ArrayList<>();
  private long together;

  HyperbandPruner(Pruner.Brackets hyperband, String study) {
    this.study = study;
    int count = 0;
    for (long rung = hyperband.minEpochs();
        rung <= hyperband.maxEpochs();
        rung *= hyperband.eta()) {
      brackets.add(new SuccessiveHalvingPruner(rung, hyperband.eta(), Form.STOP));
      count++;
    }
    for (int bracket = 0; bracket < count; bracket++) {
      int rungs = count - bracket; // what it has above its first
      long share = (long) Math.ceil(count * Math.pow(hyperband.eta(), rungs - 1) / rungs);
      shares.add(share);
      together += share;
    }
  }

  @Override
  public Judgement judge(ObservedTrial trial) {
    return brackets.get(group(trial)).judge(trial);
  }

  @Override
  public int next(ObservedTrial trial, int epoch) {
    return brackets.get(group(trial)).next(trial, epoch);
  }

  /** Its bracket. */
  @Override
  public int group(ObservedTrial trial) {
    CRC32 checksum = new CRC32();
    checksum.update((study + "_" + trial.number()).getBytes(StandardCharsets.UTF_8));
    long place = checksum.getValue() % together;
    int bracket = 0;
    while (place >= shares.get(bracket)) {
      place -= shares.get(bracket);
      bracket++;
    }
    return bracket;
  }
}
