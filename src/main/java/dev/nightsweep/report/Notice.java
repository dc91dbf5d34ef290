package dev.nightsweep.report;

/**
 * A warning.
 *
 * @param lead the first words, set bold
 */
public record Notice(String style, String lead, String text) {}
