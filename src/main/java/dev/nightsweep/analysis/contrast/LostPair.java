package dev.nightsweep.analysis.contrast;

/**
 * A pair of runs without a difference.
 *
 * @param arms the labels of the arms whose runs gave no reading
 * @param reason why, in words
 */
public record LostPair(long seed, String arms, String reason) {}
