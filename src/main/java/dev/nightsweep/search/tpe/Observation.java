package dev.nightsweep.search.tpe;

/**
 * A point that was tried.
 *
 * @param point a coordinate for each axis
 * @param loss what it read, less being better; NaN if it gave no reading or has not ended, which
 *     counts as worst
 */
public record Observation(double[] point, double loss) {}
