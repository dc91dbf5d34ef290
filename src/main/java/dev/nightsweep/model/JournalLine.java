package dev.nightsweep.model;

/**
 * An entry with its place.
 *
 * @param seq its number in that journal, from 1, without gaps
 */
public record JournalLine(JournalName journal, long seq, Entry entry) {}
