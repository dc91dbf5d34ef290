package dev.nightsweep.tracker;

import java.util.List;

/**
 * The runs that were found in a source.
 *
 * @param remarks what was left out or taken for something, in sentences
 */
public record FoundRuns(List<TrackedRun> runs, List<String> remarks) {
  public FoundRuns {
    runs = List.copyOf(runs);
    remarks = List.copyOf(remarks);
  }
}
