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
final class SuccessiveHalvingPruner implements RungPruner {
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
  public Judgement judge(ObservedTrial trial) {
    Judgement judged = Judgement.NONE;
    for (int number = 0;
        epochs(number) <= trial.lastEpoch() && judged.decision().equals(PruningDecision.GO_ON);
        number++) {
      boolean isNew = !rung(number).has(trial.runId()) || epochs(number) == trial.lastEpoch();
      judged = isNew ? judge(trial, number) : judged;
    }
    return judged;
  }

  private Judgement judge(ObservedTrial trial, int number) {
    Rung rung = rung(number);
    double loss = trial.last();
    if (Double.isNaN(loss)) {
      String reason = "the reading at epoch %d is not a number".formatted(trial.lastEpoch());
      return Judgement.of(new PruningDecision.End(reason), compared(loss, rung));
    }
    rung.put(trial.runId(), loss);
    int goOn = goOn(rung);
    PruningDecision decision =
        goOn > 0 && loss <= rung.at(goOn - 1)
            ? PruningDecision.GO_ON
            : refused(
                trial,
                number,
                "at epoch %d it is number %d of %d runs, of which %s"
                    .formatted(trial.lastEpoch(), rung.better(loss) + 1, rung.size(), text(goOn)));
    return Judgement.of(decision, compared(loss, rung));
  }

  private Compared compared(double loss, Rung rung) {
    int goOn = goOn(rung);
    double bound = goOn == 0 || rung.size() == 0 ? Double.NaN : rung.at(goOn - 1);
    return new Compared(loss, rung.size(), bound, rung.takeFresh());
  }

  private PruningDecision refused(ObservedTrial trial, int rung, String reason) {
    if (form == Form.STOP) {
      return new PruningDecision.End(reason);
    }
    waiting.put(trial.runId(), rung);
    return new PruningDecision.Pause(reason);
  }

  @Override
  public int next(ObservedTrial trial, int epoch) {
    int number = 0;
    while (epochs(number) <= epoch && epochs(number) < Integer.MAX_VALUE) {
      number++;
    }
    return (int) Math.min(epochs(number), Integer.MAX_VALUE);
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

  @Override
  public void lost(ObservedTrial trial) {
    waiting.remove(trial.runId());
  }

  /** The best of the highest rung that has one to promote. */
  @Override
  public Optional<Promotion> promoted() {
    for (int number = rungs.size() - 1; number >= 0; number--) {
      Rung rung = rungs.get(number);
      int goOn = goOn(rung);
      Optional<String> best = goOn == 0 ? Optional.empty() : bestWaiting(number);
      if (best.isPresent() && rung.loss(best.get()) <= rung.at(goOn - 1)) {
        return Optional.of(promotion(best.get(), number, "it is among the best after all"));
      }
    }
    return Optional.empty();
  }

  /** The best of the highest rung, unless a run has been completed: one has to be. */
  @Override
  public Optional<Promotion> promotedAtLast() {
    for (int number = rungs.size() - 1; number >= 0 && !anyCompleted; number--) {
      Optional<String> best = bestWaiting(number);
      if (best.isPresent()) {
        return Optional.of(promotion(best.get(), number, "it is the best of those that wait"));
      }
    }
    return Optional.empty();
  }

  private Promotion promotion(String runId, int number, String reason) {
    waiting.remove(runId);
    Rung rung = rungs.get(number);
    Compared compared = compared(rung.loss(runId), rung);
    return new Promotion(runId, (int) epochs(number), compared, reason);
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
