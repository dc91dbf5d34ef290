package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Plan;
import dev.nightsweep.schedule.Control;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the process that owns a results folder lets others do with it: read the store, see and steer
 * the sweep that runs, and have others wait behind it. Safe for use by several threads.
 */
public final class ResultsOwner {
  private final ResultsFolder folder;
  private final Store store;
  private final StoreWriter writer;
  private final Deque<String> waiting = new ArrayDeque<>();
  private Optional<Running> running = Optional.empty();
  private boolean closed;

  public ResultsOwner(ResultsFolder folder, Store store, StoreWriter writer) {
    this.folder = folder;
    this.store = store;
    this.writer = writer;
  }

  /** The sweep under way, to be seen and steered. */
  public record Running(Plan plan, Control control, SweepProgress tracker) {
    public String sweepId() {
      return plan.header().sweepId();
    }
  }

  public ResultsFolder folder() {
    return folder;
  }

  public Store store() {
    return store;
  }

  StoreWriter writer() {
    return writer;
  }

  public synchronized Optional<Running> running() {
    return running;
  }

  /** The sweeps that wait, first come first. */
  public synchronized List<String> waiting() {
    return List.copyOf(waiting);
  }

  synchronized void begins(Running sweep) {
    running = Optional.of(sweep);
  }

  synchronized void ends() {
    running = Optional.empty();
  }

  /** Puts a planned sweep in line; false if no more are taken. */
  synchronized boolean enqueue(String sweepId) {
    if (!closed && !waiting.contains(sweepId)) {
      waiting.add(sweepId);
    }
    return !closed;
  }

  /** The next in line; once there is none, none is taken any more. */
  synchronized Optional<String> next() {
    closed = waiting.isEmpty();
    return Optional.ofNullable(waiting.poll());
  }

  /** Nothing more is taken; says who waited in vain. */
  synchronized List<String> close() {
    closed = true;
    return List.copyOf(waiting);
  }
}
