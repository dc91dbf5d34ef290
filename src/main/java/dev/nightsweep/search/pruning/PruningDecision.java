package dev.nightsweep.search.pruning;

import dev.nightsweep.model.TrialAction;

/** What becomes of a run after an epoch. */
public sealed interface PruningDecision {

  /** It goes on. */
  PruningDecision GO_ON = new GoOn();

  record GoOn() implements PruningDecision {
    @Override
    public TrialAction action() {
      return TrialAction.CONTINUE;
    }

    @Override
    public String reason() {
      return "";
    }
  }

  /** It has ended, for that reason. */
  record End(String reason) implements PruningDecision {
    @Override
    public TrialAction action() {
      return TrialAction.STOP;
    }
  }

  /** It waits until it is promoted, for that reason. */
  record Pause(String reason) implements PruningDecision {
    @Override
    public TrialAction action() {
      return TrialAction.PAUSE;
    }
  }

  /** It waited, and goes on for that reason. */
  record Promote(String reason) implements PruningDecision {
    @Override
    public TrialAction action() {
      return TrialAction.PROMOTE;
    }
  }

  /** The same in one word. */
  TrialAction action();

  /** Why; empty if it just goes on. */
  String reason();
}
