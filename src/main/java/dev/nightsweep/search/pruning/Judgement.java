package dev.nightsweep.search.pruning;

import java.util.Optional;

/**
 * A decision, and what it rests on.
 *
 * @param compared empty if there was nothing to compare with
 */
record Judgement(PruningDecision decision, Optional<Compared> compared) {
  /** Nothing was compared, so the trial goes on. */
  static final Judgement NONE = new Judgement(PruningDecision.GO_ON, Optional.empty());

  static Judgement of(PruningDecision decision, Compared compared) {
    return new Judgement(decision, Optional.of(compared));
  }

  /** Whether there is anything to write down. */
  boolean isDecision() {
    return compared.isPresent() || !decision.equals(PruningDecision.GO_ON);
  }
}
