package dev.nightsweep.train.command;

import java.util.Locale;
import java.util.Map;

/** One thing that a program says: readings, or a line that holds none. */
sealed interface Reported {

  /** What is kept of it in the run's log if it is of no use. */
  String text();

  /** A line of the program's log. */
  record Text(String text) implements Reported {}

  /** Something that is reported later, with what belongs to it: the program lives. */
  record Kept() implements Reported {
    @Override
    public String text() {
      return "";
    }
  }

  /** What was meant as readings and cannot be taken, and why, to follow a comma. */
  record NotTaken(String text, String why) implements Reported {}

  /**
   * Readings at a point of the training. Several of one point are one.
   *
   * @param metrics by name; may hold NaN
   * @param warning what is doubtful about them; empty if nothing
   */
  record Readings(String text, Mark mark, Map<String, Double> metrics, String warning)
      implements Reported {}

  /** A point of the training: an epoch or a step, from 0 or from 1. */
  record Mark(Unit unit, double number) {
    /** The number as a program writes it that counts in whole ones. */
    String text() {
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
  }

  /** What a program counts. */
  enum Unit {
    EPOCH,
    STEP;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
