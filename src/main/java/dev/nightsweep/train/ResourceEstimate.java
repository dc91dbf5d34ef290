package dev.nightsweep.train;

/**
 * About how much room a run takes, in bytes; meant to be rather too much than too little.
 *
 * @param memory of the worker that trains it: heap, arrays outside it and the libraries
 * @param checkpoint of one checkpoint
 * @param result of what it leaves beside its journal
 */
public record ResourceEstimate(long memory, long checkpoint, long result) {}
