package dev.nightsweep.app;

import dev.nightsweep.cli.ExitCode;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import java.time.InstantSource;
import java.util.Optional;

/** Puts a sweep in line behind the one that runs: planned and on disk, so that it is not lost. */
public final class SweepEnqueuer {
  private static final int ONE = 1;

  private final ResultsOwner desk;
  private final Console streams;
  private final InstantSource clock;

  public SweepEnqueuer(ResultsOwner desk, Console streams, InstantSource clock) {
    this.desk = desk;
    this.streams = streams;
    this.clock = clock;
  }

  /**
   * Queues the sweep of the spec.
   *
   * @throws UserErrorException if it is the one that runs, or no more are taken
   */
  public int enqueue(Spec spec, boolean fresh, Optional<SequentialOption> wish) {
    Optional<ResultsOwner.Running> running = desk.running();
    boolean same =
        running.filter(r -> r.plan().header().name().equals(spec.name())).isPresent() && !fresh;
    if (same) {
      throw UserErrorException.busy(
          "%s is being run by process %d; `nightsweep status` shows how far it is."
              .formatted(running.get().sweepId(), ProcessHandle.current().pid()));
    }
    SweepResolver sweeps =
        new SweepResolver(desk, WorkerLauncher.here(ONE).program(spec.program()), clock);
    SweepResolver.Found found = sweeps.find(spec, fresh, wish);
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
  public int enqueue(SweepRecord sweep) {
    return line(sweep.sweepId(), desk.running());
  }

  private int line(String sweepId, Optional<ResultsOwner.Running> running) {
    if (!desk.enqueue(sweepId)) {
      throw UserErrorException.busy(
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

  private static String sweepId(SweepResolver.Found found) {
    return found.plan().header().sweepId();
  }
}
