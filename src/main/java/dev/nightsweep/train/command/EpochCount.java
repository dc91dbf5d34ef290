package dev.nightsweep.train.command;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which epoch, from 1, is meant by what a program counts. One that counts from 0 is one ahead. Of
 * one that counts steps and no epochs, each step that it reports is an epoch; where its steps begin
 * anew, it is counted on.
 */
final class EpochCount {
  private static final int MAX_STEPS = 64;

  private final Remarks remarks;
  private final TreeMap<Double, Integer> steps = new TreeMap<>();
  private boolean isOfSteps;
  private boolean isOfParts;
  private int first;
  private int rows;

  EpochCount(Remarks remarks) {
    this.remarks = remarks;
  }

  /**
   * Where readings belong.
   *
   * @param epoch 0 if it is the one under way
   * @param isWithin whether they were taken in the midst of it
   */
  record Place(int epoch, boolean isWithin) {}

  /**
   * Counts from here on as the first readings do. Parts of an epoch are rounded by some, to 0.0
   * where they are small: 0 is no epoch beside them.
   */
  void begin(List<Reported.Readings> known) {
    List<Double> epochs =
        known.stream()
            .map(Reported.Readings::mark)
            .filter(mark -> mark.unit() == Unit.EPOCH)
            .map(Mark::number)
            .toList();
    isOfSteps = epochs.isEmpty();
    isOfParts = epochs.stream().anyMatch(epoch -> epoch != Math.rint(epoch));
    first = !isOfParts && epochs.stream().anyMatch(epoch -> epoch <= 0) ? 0 : 1;
  }

  /**
   * Where readings belong.
   *
   * @param isRead whether an epoch has all that they have
   */
  Place of(Reported.Readings readings, IntPredicate isRead) {
    Mark mark = readings.mark();
    if (isOfSteps) {
      Double step = mark.unit() == Unit.STEP ? mark.number() : readings.metrics().get("step");
      return new Place(step == null ? rows : row(step, isRead), false);
    }
    if (mark.unit() == Unit.STEP) {
      return new Place(0, true);
    }
    if (isOfParts && mark.number() == 0) {
      return new Place(1, true);
    }
    double whole = Math.ceil(mark.number());
    return new Place((int) whole + 1 - first, whole != mark.number());
  }

  /**
   * Steps that are not the newest belong to the row at or before them, unless that has what they
   * tell of: then they are counted anew.
   */
  private int row(double step, IntPredicate isRead) {
    if (!steps.isEmpty() && step < steps.lastKey() && isRead.test(at(step))) {
      remarks.of(
          "metric_step",
          "",
          "step %s was reported after step %s: its steps begin anew, so each is a reading of its own"
              .formatted(text(step), text(steps.lastKey())));
      steps.clear();
    }
    if (steps.isEmpty() || step > steps.lastKey()) {
      steps.put(step, ++rows);
      if (steps.size() > MAX_STEPS) {
        steps.pollFirstEntry();
      }
    }
    return at(step);
  }

  private int at(double step) {
    return steps.floorEntry(step) == null
        ? steps.firstEntry().getValue()
        : steps.floorEntry(step).getValue();
  }

  private static String text(double step) {
    return new Mark(Unit.STEP, step).text();
  }
}
