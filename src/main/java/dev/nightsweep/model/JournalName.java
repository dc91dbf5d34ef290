package dev.nightsweep.model;

import java.util.Optional;

/** Which journal: a sweep's own, or that of one of its runs. */
public record JournalName(String sweepId, Optional<String> runId) {

  public static JournalName ofSweep(String sweepId) {
    return new JournalName(sweepId, Optional.empty());
  }

  public static JournalName ofRun(String sweepId, String runId) {
    return new JournalName(sweepId, Optional.of(runId));
  }
}
