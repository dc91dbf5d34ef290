package dev.nightsweep.report;

/**
 * The scripts that make a sweep's page interactive.
 *
 * @param code the page's own script
 * @param charts the charting library, packed: it is unpacked when a chart comes into view
 */
public record Script(String code, String charts) {}
