package dev.nightsweep.search.stop;

import dev.nightsweep.model.Setting;

/** What becomes of a run after an epoch. */
public sealed interface Decision {

  /** It goes on. */
  Decision GO_ON = new GoOn();

  record GoOn() implements Decision {}

  /** It has ended, for that reason. */
  record End(String reason) implements Decision {}

  /** It waits until it is promoted, for that reason. */
  record Pause(String reason) implements Decision {}

  /** A reading as a reason names it. */
  static String number(double reading) {
    return Double.isFinite(reading)
        ? Setting.of((double) (float) reading).text()
        : Double.toString(reading);
  }
}
