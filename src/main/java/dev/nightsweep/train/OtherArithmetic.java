package dev.nightsweep.train;

/**
 * Why a run cannot come out here as it did: something else would compute it.
 *
 * @param why a sentence without its full stop
 * @param advice what would compute it as it was; empty where that is not known
 */
public record OtherArithmetic(String why, String advice) {}
