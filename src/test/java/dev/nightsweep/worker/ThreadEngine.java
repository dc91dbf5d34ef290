package dev.nightsweep.worker;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Signal;
import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.Threads;
import dev.nightsweep.train.simulated.SimulatedTrainer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Trains in threads of this process what workers train in processes of their own: for tests of
 * sweeps to which a process adds nothing but its start. They read and write the same journals and
 * say the same, through the same wire.
 */
final class ThreadEngine implements Engine {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String CRASHES = "simulate.crash_rate";

  private final int slots;
  private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
  private final List<Slot> workers = new ArrayList<>();
  private int started;

  ThreadEngine(int slots, int startedBefore) {
    this.slots = slots;
    this.started = startedBefore;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int claim() {
    Optional<Slot> free = workers.stream().filter(Slot::isFree).findFirst();
    if (free.isPresent()) {
      return free.get().number;
    }
    workers.removeIf(worker -> worker.gone);
    if (workers.size() >= slots) {
      throw new IllegalStateException("all " + slots + " workers are busy");
    }
    started++;
    workers.add(new Slot(started));
    return started;
  }

  @Override
  public void start(int worker, Assignment run) {
    if (run.settings().find(CRASHES).filter(rate -> !rate.text().equals("0")).isPresent()) {
      throw new AssertionError("a crash would take the process of the tests with it");
    }
    worker(worker).start(run);
  }

  @Override
  public void interrupt() {
    workers.forEach(worker -> worker.interrupt(false));
  }

  @Override
  public void interrupt(int worker, boolean forGood) {
    worker(worker).interrupt(forGood);
  }

  @Override
  public void goOn(int worker, int holdAfter) {
    worker(worker).goOn(holdAfter);
  }

  @Override
  public void kill(int worker) {
    throw new AssertionError("a thread cannot be killed: that takes a process");
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    workers.forEach(worker -> worker.instructions.close());
    workers.forEach(Slot::join);
    workers.clear();
  }

  private Slot worker(int number) {
    return workers.stream().filter(worker -> worker.number == number).findFirst().orElseThrow();
  }

  /** A worker. */
  private final class Slot {
    private final int number;
    private final InstructionQueue instructions = new InstructionQueue();
    private final Thread thread;
    private volatile Optional<Assignment> run = Optional.empty();
    private volatile boolean gone;

    Slot(int number) {
      this.number = number;
      Worker worker =
          new Worker(
              Map.of(BuiltInProgram.SIMULATED.text(), SimulatedTrainer::new),
              this::said,
              InstantSource.system());
      this.thread =
          Threads.start("worker-" + number, () -> worker.serve(instructions), this::failed);
    }

    boolean isFree() {
      return run.isEmpty() && !gone;
    }

    void start(Assignment assignment) {
      run = Optional.of(assignment);
      instructions.accept(assignment);
    }

    void interrupt(boolean forGood) {
      run.ifPresent(
          its ->
              instructions.accept(new Instruction.Interrupt(its.runId(), its.attempt(), forGood)));
    }

    void goOn(int holdAfter) {
      run.ifPresent(
          its -> instructions.accept(new Instruction.GoOn(its.runId(), its.attempt(), holdAfter)));
    }

    private void said(Signal signal) {
      if (signal instanceof Signal.Idle) {
        run = Optional.empty();
      }
      Wire.parseSignal(Wire.write(signal))
          .ifPresent(read -> events.add(new EngineEvent.Said(number, read)));
    }

    private void failed(Throwable why) {
      gone = true;
      run.ifPresent(
          its ->
              events.add(
                  new EngineEvent.Died(
                      number, its, WorkerExit.OTHER, FailureText.of(why), List.of())));
      run = Optional.empty();
    }

    void join() {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
