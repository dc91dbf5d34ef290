package dev.nightsweep.app;

import java.util.List;

/**
 * What came of a sweep and of those that were queued behind it.
 *
 * @param results what each session left
 * @param refused the ids of sweeps that waited and were not run
 */
public record QueueResult(List<SweepResult> results, List<String> refused) {
  public QueueResult {
    results = List.copyOf(results);
    refused = List.copyOf(refused);
  }
}
