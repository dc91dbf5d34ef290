package dev.nightsweep.report;

/**
 * What a sweep's page brings along to be looked at closely.
 *
 * @param code the page's own script
 * @param charts the charting library, packed: it is unpacked when a chart comes into view
 */
public record Script(String code, String charts) {}
