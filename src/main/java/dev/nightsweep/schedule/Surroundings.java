package dev.nightsweep.schedule;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import java.time.InstantSource;

/**
 * What a sweep is run with.
 *
 * @param results where its files go
 * @param policy what is put up with
 * @param checkpoints what runs keep of their nets
 * @param host what is stored with every run about the machine and the code
 */
public record Surroundings(
    ResultsFolder results,
    Engine engine,
    SweepObserver observer,
    Policy policy,
    Assignment.Checkpoints checkpoints,
    Environment host,
    InstantSource clock) {}
