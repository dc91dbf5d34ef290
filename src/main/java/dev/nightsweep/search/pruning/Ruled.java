package dev.nightsweep.search.pruning;

/** What was decided of a run at an epoch, in losses. */
record Ruled(String runId, int epoch, Judgement judgement) {}
