package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner.Halving.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Successive halving, asynchronous (Li et al. 2020, "A System for Massively Parallel Hyperparameter
 * Tuning"), with Optuna's readings of it: at a rung the best {@code ⌊n/eta⌋} of the {@code n} that
 * reached it go on, the run itself counted; while n is under eta, only the best. NaN never goes on.
 */
final class SuccessiveHalvingPruner implements TrialPruner {
  private final int eta;
  private final Form form;
  private final long first;
  private final List<Rung> rungs = new ArrayList<>();
  private final Map<String, Integer> waiting = new HashMap<>();
  private boolean anyCompleted;

  SuccessiveHalvingPruner(long first, int eta, Form form) {
    this.first = first;
    this.eta = eta;
    this.form = form;
  }

  @Override
  public PruningDecision judge(ObservedTrial trial) {
    for (int number = 0; epochs(number) <= trial.lastEpoch(); number++) {
      boolean isNew = !rung(number).has(trial.runId()) || epochs(number) == trial.lastEpoch();
      String refused = isNew ? refused(trial, rung(number)) : "";
      if (!refused.isEmpty()) {
        return decision(trial, number, refused);
      }
    }
    return PruningDecision.GO_ON;
  }

  private PruningDecision decision(ObservedTrial trial, int rung, String refused) {
    if (form == Form.STOP || Double.isNaN(trial.last())) {
      return new PruningDecision.End(refused);
    }
    waiting.put(trial.runId(), rung);
    return new PruningDecision.Pause(refused);
  }

  private String refused(ObservedTrial trial, Rung rung) {
    double loss = trial.last();
    if (Double.isNaN(loss)) {
      return "the reading at epoch %d is not a number".formatted(trial.lastEpoch());
    }
    rung.put(trial.runId(), loss);
    int goOn = goOn(rung);
    return goOn > 0 && loss <= rung.at(goOn - 1)
        ? ""
        : "at epoch %d it is number %d of %d runs, of which %s"
            .formatted(trial.lastEpoch(), rung.better(loss) + 1, rung.size(), text(goOn));
  }

  private static String text(int goOn) {
    return switch (goOn) {
      case 0 -> "none goes on yet";
      case 1 -> "the best one goes on";
      default -> "the best " + goOn + " go on";
    };
  }

  /** Who waits can be called back, so nobody has to go on while there are too few to compare. */
  private int goOn(Rung rung) {
    return form == Form.PROMOTE ? rung.size() / eta : Math.max(1, rung.size() / eta);
  }

  @Override
  public void recall(ObservedTrial trial, boolean waits) {
    judge(trial);
    waiting.remove(trial.runId());
    if (waits) {
      int number = 0;
      while (epochs(number + 1) <= trial.lastEpoch()) {
        number++;
      }
      waiting.put(trial.runId(), number);
    }
  }

  @Override
  public void completed(ObservedTrial trial) {
    anyCompleted = true;
    waiting.remove(trial.runId());
  }

  /** The best of the highest rung that has one to promote. */
  @Override
  public Optional<String> promoted() {
    for (int number = rungs.size() - 1; number >= 0; number--) {
      Rung rung = rungs.get(number);
      int goOn = goOn(rung);
      Optional<String> best = goOn == 0 ? Optional.empty() : bestWaiting(number);
      if (best.isPresent() && rung.loss(best.get()) <= rung.at(goOn - 1)) {
        waiting.remove(best.get());
        return best;
      }
    }
    return Optional.empty();
  }

  /** The best of the highest rung, unless a run has been completed: one has to be. */
  @Override
  public Optional<String> promotedAtLast() {
    Optional<String> best = Optional.empty();
    for (int number = rungs.size() - 1; number >= 0 && best.isEmpty(); number--) {
      best = bestWaiting(number);
    }
    best = anyCompleted ? Optional.empty() : best;
    best.ifPresent(waiting::remove);
    return best;
  }

  private Optional<String> bestWaiting(int number) {
    Rung rung = rungs.get(number);
    return waiting.entrySet().stream()
        .filter(e -> e.getValue() == number)
        .map(Map.Entry::getKey)
        .min(Comparator.comparingDouble(rung::loss).thenComparing(Comparator.naturalOrder()));
  }

  /** The epochs of a rung, from 0. */
  private long epochs(int rung) {
    long epochs = first;
    for (int i = 0; i < rung && epochs < Integer.MAX_VALUE; i++) {
      epochs *= eta;
    }
    return epochs;
  }

  private Rung rung(int number) {
    while (rungs.size() <= number) {
      rungs.add(new Rung());
    }
    return rungs.get(number);
  }
}
