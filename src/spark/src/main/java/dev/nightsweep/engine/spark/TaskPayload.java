package dev.nightsweep.engine.spark;

import dev.nightsweep.model.Assignment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What travels to an executor with a run.
 *
 * @param run its folder means nothing there
 * @param journal what stands in the run's journal so far; may be empty
 * @param mainClass of worker processes
 * @param options for their Java VMs
 * @param variables to set for them
 * @param checkpoints a folder that all executors see, if there is one
 */
record TaskPayload(
    Assignment run,
    String journal,
    String mainClass,
    List<String> options,
    Map<String, String> variables,
    Optional<String> checkpoints) {}
