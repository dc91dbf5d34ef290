package dev.nightsweep.model;

/** What a worker tells its parent on standard output, a line each. */
public sealed interface Signal {

  /** The worker is up and waits for work. */
  record Ready() implements Signal {}

  /** Where the run is: {@code done} of {@code of} steps in all its epochs. Never stored. */
  record Progress(String runId, int epoch, long done, long of) implements Signal {}

  /** An entry that now stands in the run's journal, on disk. */
  record Journaled(String runId, long seq, Entry entry) implements Signal {}

  /** The attempt is over and its last entry is journaled; the worker waits for the next. */
  record Idle(String runId) implements Signal {}
}
