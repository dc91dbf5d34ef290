package dev.nightsweep.model;

/**
 * What a search was told of a trial.
 *
 * @param reading of the objective; NaN if it gave none
 * @param epochs the epoch that it was read at; of a trial that was not ended early, 0
 */
public record TrialReading(String runId, double reading, int epochs) {}
