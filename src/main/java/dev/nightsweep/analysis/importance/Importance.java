package dev.nightsweep.analysis.importance;

import dev.nightsweep.analysis.paired.Interval;

/**
 * How much a parameter has to do with a trial being among the best: an association over the region
 * that was searched, never a verdict.
 *
 * @param share of the importance of all parameters, 0…1
 * @param interval 95 % bootstrap interval of the share, over the trials
 */
public record Importance(String parameter, double share, Interval interval) {}
