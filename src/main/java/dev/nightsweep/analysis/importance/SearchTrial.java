package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Settings;

/**
 * A completed run of a search.
 *
 * @param settings at least those of the axes
 * @param reading of the objective; NaN and infinities are left out of everything
 */
public record SearchTrial(Settings settings, double reading) {}
