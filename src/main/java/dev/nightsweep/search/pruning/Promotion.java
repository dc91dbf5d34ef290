package dev.nightsweep.search.pruning;

/** That a run that waits goes on. */
record Promotion(String runId, int epoch, Compared compared, String reason) {}
