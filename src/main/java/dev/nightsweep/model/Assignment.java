package dev.nightsweep.model;

/**
 * One attempt at one run, as handed to a worker.
 *
 * @param program the program's name, {@code alexnet}
 * @param settings every parameter, resolved, seed aside
 * @param folder the run's own folder, for its journal and files
 * @param host what the parent knows of the machine and the code, to be stored with the run
 */
public record Assignment(
    String sweepId,
    String runId,
    int attempt,
    String program,
    Settings settings,
    long seed,
    String folder,
    Environment host) {}
