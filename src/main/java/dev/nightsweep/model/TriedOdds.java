package dev.nightsweep.model;

/**
 * How likely it is that a tried setting is truly better than the one that was chosen for the arm.
 *
 * @param candidate the setting, as the choice lists it
 * @param probBetter the chance that it is
 * @param expectedRegret what the choice is expected to lose to it
 */
public record TriedOdds(String armId, String candidate, double probBetter, double expectedRegret) {}
