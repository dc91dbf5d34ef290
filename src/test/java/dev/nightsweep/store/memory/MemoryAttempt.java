package dev.nightsweep.store.memory;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import java.util.List;
import java.util.Optional;

/**
 * An attempt.
 *
 * @param line the line of the sweep's journal that began it
 */
record MemoryAttempt(long line, AttemptRecord record) {
  static MemoryAttempt begun(long line, Entry.AttemptStarted started) {
    return new MemoryAttempt(
        line,
        new AttemptRecord(
            started.runId(),
            started.attempt(),
            AttemptState.RUNNING,
            "",
            started.worker(),
            started.at(),
            Optional.empty(),
            List.of()));
  }

  MemoryAttempt ended(Entry.AttemptEnded ended) {
    return new MemoryAttempt(
        line,
        new AttemptRecord(
            record.runId(),
            record.attempt(),
            ended.state(),
            ended.cause(),
            record.worker(),
            record.startedAt(),
            Optional.of(ended.at()),
            ended.logTail()));
  }
}
