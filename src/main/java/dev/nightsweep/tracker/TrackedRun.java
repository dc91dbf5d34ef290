package dev.nightsweep.tracker;

import java.util.List;

/**
 * One of the runs that a tracker keeps, whole: its parameters, metrics, labels and states as facts.
 *
 * @param id the tracker's own for it
 */
public record TrackedRun(String id, List<TrackedFact> facts) {}
