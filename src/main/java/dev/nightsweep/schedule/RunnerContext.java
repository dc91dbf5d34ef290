package dev.nightsweep.schedule;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.search.pruning.Pruning;
import java.time.InstantSource;

/**
 * What a sweep is run with.
 *
 * @param results where its files go
 * @param policy what is put up with
 * @param pruning says which runs end early; knows what was read before
 * @param checkpoints what runs keep of their nets
 * @param surroundings where runs train and what they read
 */
public record RunnerContext(
    ResultsFolder results,
    Engine engine,
    SweepObserver observer,
    Policy policy,
    Pruning pruning,
    Assignment.Checkpoints checkpoints,
    Surroundings surroundings,
    InstantSource clock) {}
