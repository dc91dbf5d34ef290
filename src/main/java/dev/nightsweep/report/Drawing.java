package dev.nightsweep.report;

/**
 * A figure: drawings with a caption that says what they show.
 *
 * @param svg finished and escaped
 * @param narrow the same for small screens; empty if the first one serves
 */
public record Drawing(String svg, String narrow, String caption) {}
