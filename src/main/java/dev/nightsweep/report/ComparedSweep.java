package dev.nightsweep.report;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.DeclaredMetrics;

/**
 * One of some sweeps that are compared.
 *
 * @param metrics of its program
 */
public record ComparedSweep(SweepAnalysis analysis, DeclaredMetrics metrics) {}
