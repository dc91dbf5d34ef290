package dev.nightsweep.engine.local;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Trains in worker processes on this machine: one process a slot, started when first needed, given
 * run after run, replaced when it dies.
 */
public final class LocalEngine implements Engine {
  /** A step and a checkpoint take seconds at most; an evaluation of a wide net may take longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Launch launch;
  private final ResultsFolder results;
  private final int slots;
  private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private int started;

  /**
   * @param slots how many processes train at once
   * @param startedBefore the highest worker number of earlier sessions; ours are higher, so that a
   *     worker's first run can be told in a sweep that was continued
   */
  public LocalEngine(Launch launch, ResultsFolder results, int slots, int startedBefore) {
    this.launch = launch;
    this.results = results;
    this.slots = slots;
    this.started = startedBefore;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int claim() {
    Optional<WorkerProcess> free = workers.stream().filter(WorkerProcess::isFree).findFirst();
    if (free.isPresent()) {
      return free.get().number();
    }
    workers.removeIf(WorkerProcess::isGone);
    if (workers.size() >= slots) {
      throw new IllegalStateException("all " + slots + " workers are busy");
    }
    started++;
    workers.add(new WorkerProcess(started, launch, events));
    return started;
  }

  @Override
  public void start(int worker, Assignment run) {
    worker(worker).orElseThrow().start(run, results.workerLog(run.sweepId(), run.runId()));
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void interrupt() {
    workers.forEach(worker -> worker.interrupt(false));
  }

  @Override
  public void interrupt(int worker, boolean forGood) {
    worker(worker).ifPresent(process -> process.interrupt(forGood));
  }

  @Override
  public void goOn(int worker, int holdAfter) {
    worker(worker).ifPresent(process -> process.goOn(holdAfter));
  }

  @Override
  public void kill(int worker) {
    worker(worker).ifPresent(WorkerProcess::kill);
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::kill);
    workers.forEach(WorkerProcess::close);
    workers.clear();
  }

  /** Empty if it has died, and its death is still to be told. */
  private Optional<WorkerProcess> worker(int number) {
    return workers.stream().filter(w -> w.number() == number).findFirst();
  }
}
