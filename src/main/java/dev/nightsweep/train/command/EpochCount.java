package dev.nightsweep.train.command;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.TreeMap;

/**
 * Which epoch, from 1, is meant by what a program counts. One that counts from 0 is one ahead. Of
 * one that counts steps and no epochs, each step that it reports is an epoch.
 */
final class EpochCount {
  private static final int MAX_STEPS = 64;

  private final TreeMap<Double, Integer> steps = new TreeMap<>();
  private boolean isOfSteps;
  private int first;
  private int rows;

  /**
   * Where readings belong.
   *
   * @param epoch 0 if it is the one under way
   * @param isWithin whether they were taken in the midst of it
   */
  record Place(int epoch, boolean isWithin) {}

  /** Counts from here on as that mark does. */
  void begin(Mark mark) {
    isOfSteps = mark.unit() == Unit.STEP;
    first = mark.number() <= 0 ? 0 : 1;
  }

  Place of(Reported.Readings readings) {
    Mark mark = readings.mark();
    if (isOfSteps) {
      Double step = mark.unit() == Unit.STEP ? mark.number() : readings.metrics().get("step");
      return new Place(step == null ? rows : row(step), false);
    }
    if (mark.unit() == Unit.STEP) {
      return new Place(0, true);
    }
    double whole = Math.ceil(mark.number());
    return new Place((int) whole + 1 - first, whole != mark.number());
  }

  /** Steps that are not the newest belong to the row at or before them. */
  private int row(double step) {
    if (steps.isEmpty() || step > steps.lastKey()) {
      steps.put(step, ++rows);
      if (steps.size() > MAX_STEPS) {
        steps.pollFirstEntry();
      }
    }
    return steps.floorEntry(step) == null
        ? steps.firstEntry().getValue()
        : steps.floorEntry(step).getValue();
  }
}
