package dev.nightsweep.tracker;

import java.util.ArrayList;
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

  /** The same runs with another remark. */
  public FoundRuns with(String remark) {
    List<String> more = new ArrayList<>(remarks);
    more.add(remark);
    return new FoundRuns(runs, more);
  }
}
