package dev.nightsweep.analysis.contrast;

/**
 * What one seed says about a contrast: the means over the contrast's cells.
 *
 * @param level the reading at the level in question; for {@code time}, seconds an epoch
 * @param baseline the reading at the baseline
 * @param difference level minus baseline; for {@code time}, level over baseline
 */
public record SeedDifference(long seed, double level, double baseline, double difference) {}
