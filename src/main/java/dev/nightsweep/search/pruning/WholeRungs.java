package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Successive halving as Jamieson and Talwalkar (2016) have it: at a rung all wait for each other;
 * then the best {@code ⌊n/eta⌋} go on, but one at least, and the others have ended.
 */
final class WholeRungs implements SynchronousRule {
  private final Pruner.Halving halving;

  WholeRungs(Pruner.Halving halving) {
    this.halving = halving;
  }

  @Override
  public int next(ScheduledTrial trial, int epoch) {
    long rung = halving.minEpochs();
    while (rung <= epoch && rung < ScheduledTrial.NONE) {
      rung *= halving.eta();
    }
    return (int) Math.min(rung, ScheduledTrial.NONE);
  }

  @Override
  public List<Ruled> decide(List<ScheduledTrial> trials) {
    List<Ruled> decided = new ArrayList<>();
    List<ScheduledTrial> members = trials;
    for (long rung = halving.minEpochs();
        !members.isEmpty() && rung < ScheduledTrial.NONE;
        rung *= halving.eta()) {
      int epoch = (int) rung;
      if (!members.stream().allMatch(trial -> trial.hasReached(epoch) || trial.isFinished())) {
        return decided;
      }
      List<ScheduledTrial> reached =
          members.stream().filter(trial -> trial.hasReached(epoch)).toList();
      decide(reached, epoch, decided);
      members = reached.stream().filter(trial -> !trial.isStopped()).toList();
    }
    return decided;
  }

  private void decide(List<ScheduledTrial> reached, int epoch, List<Ruled> decided) {
    List<ScheduledTrial> ranked =
        reached.stream()
            .filter(trial -> !Double.isNaN(trial.at(epoch)))
            .sorted(
                Comparator.comparingDouble((ScheduledTrial trial) -> trial.at(epoch))
                    .thenComparing(ScheduledTrial::number))
            .toList();
    int goOn = Math.max(1, ranked.size() / halving.eta());
    double bound =
        ranked.isEmpty() ? Double.NaN : ranked.get(Math.min(goOn, ranked.size()) - 1).at(epoch);
    Map<String, Double> fresh = new HashMap<>();
    ranked.forEach(trial -> fresh.put(trial.shown().runId(), trial.at(epoch)));
    for (ScheduledTrial trial : reached) {
      if (trial.point() == epoch) {
        int place = ranked.indexOf(trial);
        Compared compared = new Compared(trial.at(epoch), ranked.size(), bound, fresh);
        trial.show(epoch);
        trial
            .judged(
                Judgement.of(decision(place, goOn, epoch, ranked.size()), compared),
                next(trial, epoch))
            .ifPresent(
                ruled -> {
                  decided.add(ruled);
                  fresh.clear();
                });
      }
    }
  }

  private static PruningDecision decision(int place, int goOn, int epoch, int of) {
    if (place >= 0 && place < goOn) {
      return new PruningDecision.Promote(
          "at epoch %d it is number %d of %d runs".formatted(epoch, place + 1, of));
    }
    return new PruningDecision.End(
        place < 0
            ? "the reading at epoch %d is not a number".formatted(epoch)
            : "at epoch %d it is number %d of %d runs, of which the best %d go on"
                .formatted(epoch, place + 1, of, goOn));
  }
}
