package dev.nightsweep.model;

import java.util.Optional;

/** What a worker tells its parent on standard output, a line each. */
public sealed interface Signal {

  /** The run it is about, if it is about one. */
  Optional<String> about();

  /** The worker is up and waits for work. */
  record Ready() implements Signal {
    @Override
    public Optional<String> about() {
      return Optional.empty();
    }
  }

  /** Where the run is: {@code done} of {@code of} steps in all its epochs. Never stored. */
  record Progress(String runId, int epoch, long done, long of) implements Signal {
    @Override
    public Optional<String> about() {
      return Optional.of(runId);
    }
  }

  /** An entry that now stands in the run's journal, on disk. */
  record Journaled(String runId, long seq, Entry entry) implements Signal {
    @Override
    public Optional<String> about() {
      return Optional.of(runId);
    }
  }

  /**
   * Something about what a program reports is doubtful.
   *
   * @param kind what, in a word
   */
  record Remarked(String runId, String kind, String message) implements Signal {
    @Override
    public Optional<String> about() {
      return Optional.of(runId);
    }
  }

  /** The attempt is over and its last entry is journaled; the worker waits for the next. */
  record Idle(String runId) implements Signal {
    @Override
    public Optional<String> about() {
      return Optional.of(runId);
    }
  }
}
