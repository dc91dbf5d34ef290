package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Ranking;
import java.util.Optional;

/**
 * What was decided of a run, to be journaled before anything follows from it.
 *
 * @param epoch at which
 * @param ranking what it rests on, if anything was compared
 */
public record Ruling(
    String runId, int epoch, PruningDecision decision, Optional<Ranking> ranking) {}
