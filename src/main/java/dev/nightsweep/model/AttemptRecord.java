package dev.nightsweep.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An attempt as stored: a snapshot. */
public record AttemptRecord(
    String runId,
    int attempt,
    AttemptState state,
    String cause,
    int worker,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<String> logTail) {
  public AttemptRecord {
    logTail = List.copyOf(logTail);
  }
}
