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
  public int next(Lane lane, int epoch) {
    long rung = halving.minEpochs();
    while (rung <= epoch && rung < Lane.NONE) {
      rung *= halving.eta();
    }
    return (int) Math.min(rung, Lane.NONE);
  }

  @Override
  public List<Ruled> decide(List<Lane> lanes) {
    List<Ruled> decided = new ArrayList<>();
    List<Lane> members = lanes;
    for (long rung = halving.minEpochs();
        !members.isEmpty() && rung < Lane.NONE;
        rung *= halving.eta()) {
      int epoch = (int) rung;
      if (!members.stream().allMatch(lane -> lane.hasReached(epoch) || lane.isFinished())) {
        return decided;
      }
      List<Lane> there = members.stream().filter(lane -> lane.hasReached(epoch)).toList();
      decide(there, epoch, decided);
      members = there.stream().filter(lane -> !lane.isStopped()).toList();
    }
    return decided;
  }

  private void decide(List<Lane> there, int epoch, List<Ruled> decided) {
    List<Lane> ranked =
        there.stream()
            .filter(lane -> !Double.isNaN(lane.at(epoch)))
            .sorted(
                Comparator.comparingDouble((Lane lane) -> lane.at(epoch))
                    .thenComparing(Lane::number))
            .toList();
    int goOn = Math.max(1, ranked.size() / halving.eta());
    double bound =
        ranked.isEmpty() ? Double.NaN : ranked.get(Math.min(goOn, ranked.size()) - 1).at(epoch);
    Map<String, Double> fresh = new HashMap<>();
    ranked.forEach(lane -> fresh.put(lane.shown().runId(), lane.at(epoch)));
    for (Lane lane : there) {
      if (lane.point() == epoch) {
        int place = ranked.indexOf(lane);
        Compared compared = new Compared(lane.at(epoch), ranked.size(), bound, fresh);
        lane.show(epoch);
        lane.judged(
                Judgement.of(decision(place, goOn, epoch, ranked.size()), compared),
                next(lane, epoch))
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
