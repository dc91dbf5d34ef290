package dev.nightsweep.model;

/**
 * The promise to add seeds until every verdict is settled: a sequential rule with a look after the
 * planned seeds and after each further one.
 *
 * @param first the planned seeds, after which the first look is taken
 * @param cap the most seeds that there may be
 * @param late whether a verdict had been shown before the promise was made: then the rule's error
 *     rate does not hold
 */
public record SeedRule(int first, int cap, boolean late) {}
