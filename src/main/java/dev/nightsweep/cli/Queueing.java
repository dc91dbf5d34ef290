package dev.nightsweep.cli;

import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import java.time.InstantSource;
import java.util.Optional;

/** Puts a sweep in line behind the one that runs: planned and on disk, so that it is not lost. */
final class Queueing {
  private static final int ONE = 1;

  private final Desk desk;
  private final Streams streams;
  private final InstantSource clock;

  Queueing(Desk desk, Streams streams, InstantSource clock) {
    this.desk = desk;
    this.streams = streams;
    this.clock = clock;
  }

  /**
   * Queues the sweep of the spec.
   *
   * @throws UserErrorException if it is the one that runs, or no more are taken
   */
  int enqueue(Spec spec, boolean fresh, Optional<UntilSettled> wish) {
    Optional<Desk.Running> running = desk.running();
    boolean same =
        running.filter(r -> r.plan().header().name().equals(spec.name())).isPresent() && !fresh;
    if (same) {
      throw busy(
          "%s is being run by process %d; `nightsweep status` shows how far it is."
              .formatted(running.get().sweepId(), ProcessHandle.current().pid()));
    }
    Sweeps sweeps = new Sweeps(desk, Workshop.here(ONE).program(spec.program()), clock);
    Sweeps.Found found = sweeps.find(spec, fresh, wish);
    if (found.isFinished()) {
      throw UserErrorException.usage(
          "%s is finished already: `nightsweep show %s`, or --new to start another."
              .formatted(sweepId(found), sweepId(found)));
    }
    if (found.known().isEmpty()) {
      sweeps.begin(spec, found.plan()).close();
    } else if (found.growth().isPresent()) {
      sweeps.grow(spec, found.plan()).close();
    }
    desk.writer().flush();
    return line(sweepId(found), running);
  }

  /** Queues a sweep that exists. */
  int enqueue(SweepRecord sweep) {
    return line(sweep.sweepId(), desk.running());
  }

  private int line(String sweepId, Optional<Desk.Running> running) {
    if (!desk.enqueue(sweepId)) {
      throw busy(
          "Process %d is about to end. Try again in a moment."
              .formatted(ProcessHandle.current().pid()));
    }
    streams.result(
        "Queued %s in process %d%s. It runs there, with that process's options; `nightsweep status` shows it."
            .formatted(
                sweepId,
                ProcessHandle.current().pid(),
                running.map(r -> ", behind " + r.sweepId()).orElse("")));
    return ExitCode.DONE;
  }

  private static String sweepId(Sweeps.Found found) {
    return found.plan().header().sweepId();
  }

  private static UserErrorException busy(String message) {
    return new UserErrorException(ExitCode.BUSY, message);
  }
}
