package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Control;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import dev.nightsweep.wording.RetryAdvice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the process that owns a results folder lets others do with it: read the store, see and steer
 * the sweep that runs, and have others wait behind it. Safe for use by several threads.
 */
public final class ResultsOwner implements AutoCloseable {
  private final ResultsFolder folder;
  private final Store store;
  private final StoreWriter writer;
  private final ImportTrust trust;
  private final Deque<String> waiting = new ArrayDeque<>();
  private Optional<Running> running = Optional.empty();
  private Optional<SweepHeader> inHand = Optional.empty();
  private Optional<String> next = Optional.empty();
  private boolean ending;

  /**
   * @param store is closed with this
   */
  ResultsOwner(ResultsFolder folder, Store store) {
    this.folder = folder;
    this.store = store;
    this.writer = new StoreWriter(store);
    this.trust = new ImportTrust(folder);
  }

  /** The sweep under way, to be seen and steered. */
  public record Running(Plan plan, Control control, SweepProgress progress) {
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

  ImportTrust trust() {
    return trust;
  }

  public synchronized Optional<Running> running() {
    return running;
  }

  /** The sweep that runs, if it is the one that is meant; whichever does if none is named. */
  public Optional<Running> running(Optional<String> sweep) {
    Optional<String> meant = sweep.map(id -> new IdResolver(store).sweep(id).sweepId());
    return running().filter(now -> meant.map(now.sweepId()::equals).orElse(true));
  }

  /** The sweep that is meant, or else the newest. */
  public SweepRecord sweep(Optional<String> sweep) {
    return sweep.isPresent()
        ? new IdResolver(store).sweep(sweep.get())
        : store.sweeps().stream()
            .findFirst()
            .orElseThrow(() -> UserErrorException.usage("There are no sweeps here yet."));
  }

  /** The sweep that is meant, or else the newest that is not finished and was not imported. */
  public SweepRecord unfinished(Optional<String> sweep) {
    return unfinished(sweep, false);
  }

  /** The same, where one with runs that failed is not finished if those are to be trained again. */
  public SweepRecord unfinished(Optional<String> sweep, boolean retryFailed) {
    if (sweep.isEmpty()) {
      return own(stored -> !stored.isFinished() || (retryFailed && stored.failed() > 0))
          .orElseThrow(this::nothingLeft);
    }
    SweepRecord named = new IdResolver(store).sweep(sweep.get());
    TrackedSweeps.refuse(named.header());
    return named;
  }

  private Optional<SweepRecord> own(Predicate<SweepRecord> wanted) {
    return store.sweeps().stream()
        .filter(wanted)
        .filter(stored -> !folder.isImported(stored.sweepId()))
        .filter(stored -> !stored.header().isTracked())
        .findFirst();
  }

  private UserErrorException nothingLeft() {
    return UserErrorException.usage(
        "Every sweep in %s is finished; one that was imported must be named.%s"
            .formatted(
                folder.root(),
                own(stored -> stored.failed() > 0).map(RetryAdvice::behind).orElse("")));
  }

  /** Nothing new is started; runs under way are trained to their ends. */
  public Running stop(Optional<String> sweep, String reason) {
    Running now = theRunning(sweep);
    now.control().stop(reason);
    return now;
  }

  /** Runs under way leave checkpoints and end. */
  public Running cancel(Optional<String> sweep, String reason) {
    Running now = theRunning(sweep);
    now.control().cancel(reason);
    return now;
  }

  /** Frees the processors until {@link #resume}. */
  public Running pause(Optional<String> sweep, String reason) {
    Running now = theRunning(sweep);
    if (!now.control().pause(reason)) {
      throw UserErrorException.usage(
          "%s is paused already, or about to end.".formatted(now.sweepId()));
    }
    return now;
  }

  /** Has a paused sweep go on; empty if the one that is meant is not under way. */
  public Optional<Running> resume(Optional<String> sweep) {
    Optional<Running> now = running(sweep);
    if (now.isPresent() && !now.get().control().resume()) {
      throw UserErrorException.busy(
          "%s is not paused: process %d is running it."
              .formatted(now.get().sweepId(), ProcessHandle.current().pid()));
    }
    return now;
  }

  private Running theRunning(Optional<String> sweep) {
    return running(sweep)
        .orElseThrow(
            () ->
                sweep
                    .map(id -> new IdResolver(store).sweep(id))
                    .map(TrackedSweeps::notRunning)
                    .orElseGet(() -> UserErrorException.usage("No sweep is running here.")));
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

  /** From now on something is done with this sweep, before its first run and behind its last. */
  synchronized void takesInHand(SweepHeader sweep) {
    inHand = Optional.of(sweep);
    next = Optional.empty();
  }

  synchronized void laysDown() {
    inHand = Optional.empty();
  }

  /** The sweep that something is being done with. */
  synchronized Optional<SweepHeader> inHand() {
    return inHand;
  }

  /** Whether something is being done with that sweep, or will be. */
  synchronized boolean hasInHand(String sweepId) {
    return waiting.contains(sweepId)
        || next.filter(sweepId::equals).isPresent()
        || inHand.filter(sweep -> sweep.sweepId().equals(sweepId)).isPresent()
        || running.filter(sweep -> sweep.sweepId().equals(sweepId)).isPresent();
  }

  /** Puts a planned sweep in line; false if no more are taken. */
  synchronized boolean enqueue(String sweepId) {
    if (!ending && !waiting.contains(sweepId)) {
      waiting.add(sweepId);
    }
    return !ending;
  }

  /** The next in line; once there is none, none is taken any more. */
  synchronized Optional<String> next() {
    ending = waiting.isEmpty();
    next = Optional.ofNullable(waiting.poll());
    return next;
  }

  /** Nothing more is taken; says who waited in vain. */
  synchronized List<String> closeQueue() {
    ending = true;
    return List.copyOf(waiting);
  }

  @Override
  public void close() {
    try (store) {
      writer.close();
    }
  }
}
