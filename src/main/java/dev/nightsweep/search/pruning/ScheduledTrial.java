package dev.nightsweep.search.pruning;

import dev.nightsweep.model.TrialAction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A trial on its way from one point of decision to the next. */
final class ScheduledTrial {
  /** The point of a trial that is not judged any more. */
  static final int NONE = Integer.MAX_VALUE;

  private final ObservedTrial shown;
  private final int epochs;
  private final Map<Integer, TrialAction> journaled;
  private final TreeMap<Integer, Double> losses = new TreeMap<>();
  private int point;
  private boolean ended;
  private boolean stopped;
  private boolean completed;

  /**
   * @param shown as much of it as was judged: nothing yet
   * @param epochs that it has
   * @param journaled what was decided of it before, by epoch
   */
  ScheduledTrial(ObservedTrial shown, int epochs, Map<Integer, TrialAction> journaled) {
    this.shown = shown;
    this.epochs = epochs;
    this.journaled = journaled;
  }

  int number() {
    return shown.number();
  }

  /** As much of it as was judged. */
  ObservedTrial shown() {
    return shown;
  }

  /** The epoch at which it will be judged; {@link #NONE} if it will not be. */
  int point() {
    return point;
  }

  void begin(int first) {
    point = first;
  }

  /** An epoch that an attempt repeats takes the place of the former, and of what followed it. */
  void read(int epoch, double loss) {
    losses.tailMap(epoch, true).clear();
    losses.put(epoch, loss);
  }

  void ended(boolean whole) {
    ended = true;
    completed = whole;
  }

  /** Whether it has read the epoch, or a later one. */
  boolean hasReached(int epoch) {
    return !losses.isEmpty() && losses.lastKey() >= epoch;
  }

  /** Whether it has come to its point and was not judged there. */
  boolean awaitsJudgement() {
    return point != NONE && hasReached(point);
  }

  /** Whether nothing more will be read of it. */
  boolean isFinished() {
    return ended || stopped;
  }

  /** Whether it was ended at a point. */
  boolean isStopped() {
    return stopped;
  }

  boolean isCompleted() {
    return completed;
  }

  /** Whether it may still be judged. */
  boolean isOpen() {
    return awaitsJudgement() || !isFinished();
  }

  /** The epoch behind which it is not trained before it was judged there; 0 if none. */
  int holdAfter() {
    return point < epochs && !isFinished() ? point : 0;
  }

  /** What it read at the epoch, or at the first it told of behind that; NaN if nothing. */
  double at(int epoch) {
    Map.Entry<Integer, Double> reading = losses.ceilingEntry(epoch);
    return reading == null ? Double.NaN : reading.getValue();
  }

  /** The trial as it was at that epoch, or at the first it told of behind that. */
  ObservedTrial show(int epoch) {
    int from = shown.isEmpty() ? 0 : shown.lastEpoch();
    Integer to = losses.ceilingKey(epoch);
    losses.subMap(from, false, to == null ? NONE : Math.max(from, to), true).forEach(shown::read);
    return shown;
  }

  /** All that was read of it, for those that come after it. */
  ObservedTrial whole() {
    return show(NONE);
  }

  /**
   * It was judged at its point. What was decided before stands, and nothing is decided of a trial
   * that has ended.
   *
   * @param next its next point, should it go on
   * @return what is decided now
   */
  Optional<Ruled> judged(Judgement judgement, int next) {
    int at = point;
    Optional<TrialAction> before =
        Optional.ofNullable(journaled.get(at)).filter(action -> action != TrialAction.PAUSE);
    boolean isNew = before.isEmpty() && !ended && at < epochs;
    TrialAction action =
        before.orElse(isNew ? judgement.decision().action() : TrialAction.CONTINUE);
    stopped |= action == TrialAction.STOP;
    point = stopped ? NONE : next;
    return isNew ? Optional.of(new Ruled(shown.runId(), at, judgement)) : Optional.empty();
  }
}
