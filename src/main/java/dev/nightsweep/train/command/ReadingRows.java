package dev.nightsweep.train.command;

import java.util.List;
import java.util.Map;

/** Makes readings of the rows that a program logs. */
interface ReadingRows {

  /** Takes the next row. */
  void add(TrackedRow row, List<Reported> reported);

  /**
   * No row follows. What is left belongs to the end.
   *
   * @param summary what is known of no row
   */
  void end(Map<String, Double> summary, List<Reported> reported);
}
