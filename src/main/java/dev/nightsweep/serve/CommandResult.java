package dev.nightsweep.serve;

/** What a command printed and how it ended. */
public record CommandResult(int exitCode, String out, String err) {}
