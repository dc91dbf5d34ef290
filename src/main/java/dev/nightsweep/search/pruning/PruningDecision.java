package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Setting;

/** What becomes of a run after an epoch. */
public sealed interface PruningDecision {

  /** It goes on. */
  PruningDecision GO_ON = new GoOn();

  record GoOn() implements PruningDecision {}

  /** It has ended, for that reason. */
  record End(String reason) implements PruningDecision {}

  /** It waits until it is promoted, for that reason. */
  record Pause(String reason) implements PruningDecision {}

  /** A reading as a reason names it. */
  static String number(double reading) {
    return Double.isFinite(reading)
        ? Setting.of((double) (float) reading).text()
        : Double.toString(reading);
  }
}
