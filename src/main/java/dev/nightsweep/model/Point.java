package dev.nightsweep.model;

/** One reading of a metric: at which epoch (from 1), and what it read, NaN and infinities kept. */
public record Point(int epoch, double reading) {}
