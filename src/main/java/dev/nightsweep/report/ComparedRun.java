package dev.nightsweep.report;

import dev.nightsweep.model.Settings;

/**
 * One of some runs that are compared.
 *
 * @param settings with its seed
 * @param label how it is called
 */
public record ComparedRun(RunFacts run, Settings settings, String label, boolean simulated) {}
