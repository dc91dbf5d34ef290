package dev.nightsweep.app;

import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.Program;
import dev.nightsweep.wording.RetryAdvice;
import java.time.InstantSource;
import java.util.Optional;

/** Puts a sweep in line behind the one that runs: planned and on disk, so that it is not lost. */
final class SweepEnqueuer {
  private static final int ONE = 1;

  private final ResultsOwner owner;
  private final InstantSource clock;
  private final boolean trusted;

  /**
   * @param trusted whether whoever asks lets the program of an imported sweep be started
   */
  SweepEnqueuer(ResultsOwner owner, InstantSource clock, boolean trusted) {
    this.owner = owner;
    this.clock = clock;
    this.trusted = trusted;
  }

  /** A sweep that waits, and the one that runs before it, if one does. */
  record Queued(String sweepId, Optional<String> behind) {}

  /**
   * Queues the sweep of the spec.
   *
   * @throws UserErrorException if it is the one that runs, or no more are taken
   */
  Queued enqueue(Spec given, boolean fresh, Optional<SequentialOption> wish) {
    SweepLookup sweeps = new SweepLookup(owner);
    Optional<SweepRecord> meant = sweeps.meant(given);
    Optional<ResultsOwner.Running> running = owner.running();
    Optional<String> same =
        running
            .map(sweep -> sweep.plan().header())
            .filter(sweep -> sweeps.means(given, meant, sweep))
            .or(() -> owner.inHand().filter(sweep -> sweeps.means(given, meant, sweep)))
            .map(SweepHeader::sweepId)
            .filter(sweep -> !fresh);
    if (same.isPresent()) {
      throw UserErrorException.busy(
          "%s is being run by process %d; `nightsweep status` shows how far it is."
              .formatted(same.get(), ProcessHandle.current().pid()));
    }
    Spec spec = fresh ? given : SweepResolver.asStored(owner, given, meant);
    Program program = WorkerLauncher.here(ONE).program(spec.program(), spec.code());
    SweepResolver resolver = new SweepResolver(owner, program, clock);
    SweepResolver.Found found = resolver.find(spec, fresh, wish);
    String sweepId = found.plan().header().sweepId();
    if (found.isFinished()) {
      throw UserErrorException.usage(
          "%s is finished already: `nightsweep show %s`, or --new to start another.%s"
              .formatted(sweepId, sweepId, RetryAdvice.behind(found.known().get())));
    }
    requireTrust(spec, found.plan());
    resolver.log(spec, found).close();
    owner.writer().flush();
    return line(sweepId, running);
  }

  /**
   * Queues a sweep that exists.
   *
   * @param wish that seeds be added to it, if that is wished
   */
  Queued enqueue(SweepRecord sweep, Optional<SequentialOption> wish, SessionListener listener) {
    if (wish.isPresent()) {
      return enqueue(SpecFile.ofSweep(owner, sweep.sweepId(), listener), false, wish);
    }
    if (owner.folder().isImported(sweep.sweepId())) {
      requireTrust(
          SpecFile.ofSweep(owner, sweep.sweepId(), listener),
          StoredPlan.of(owner.folder(), sweep.sweepId()));
    }
    return line(sweep.sweepId(), owner.running());
  }

  /** The session is another one's; whoever asks for it is asked now. */
  private void requireTrust(Spec spec, Plan plan) {
    owner.trust().require(plan, spec, program -> trusted);
    if (trusted) {
      owner.trust().agreedFor(plan.header().sweepId());
    }
  }

  private Queued line(String sweepId, Optional<ResultsOwner.Running> running) {
    if (!owner.enqueue(sweepId)) {
      throw UserErrorException.busy(
          "Process %d is about to end. Try again in a moment."
              .formatted(ProcessHandle.current().pid()));
    }
    return new Queued(sweepId, running.map(ResultsOwner.Running::sweepId));
  }
}
