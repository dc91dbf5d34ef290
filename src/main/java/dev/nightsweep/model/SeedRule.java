package dev.nightsweep.model;

/**
 * The promise to add seeds until every verdict is settled: by a sequential rule with a look after
 * the planned seeds and after each further one, or by tests that hold at any look.
 *
 * @param first the planned seeds, after which the first look is taken
 * @param cap the most seeds that there may be
 * @param late whether there were results before the promise was made, of which there may have been
 *     a look: then the rule's error rate does not hold
 * @param anytime whether the tests hold at any look: then {@code cap} may be changed
 */
public record SeedRule(int first, int cap, boolean late, boolean anytime) {

  /** How the sweep stops. */
  public Spec.Stop stop() {
    return anytime ? Spec.Stop.ANYTIME : Spec.Stop.SETTLED;
  }
}
