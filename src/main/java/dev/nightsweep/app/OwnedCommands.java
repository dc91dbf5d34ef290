package dev.nightsweep.app;

import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.spec.GivenKeys;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What other processes ask of the owner of a results folder, done by it. */
final class OwnedCommands implements OwnerCommands {
  private final ResultsOwner owner;
  private final InstantSource clock;

  OwnedCommands(ResultsOwner owner, InstantSource clock) {
    this.owner = owner;
    this.clock = clock;
  }

  @Override
  public Status status() {
    return new Status(owner.running().map(this::running), owner.waiting());
  }

  private Running running(ResultsOwner.Running sweep) {
    SweepProgress progress = sweep.progress();
    return new Running(
        owner.store().sweep(sweep.sweepId()).orElseThrow(),
        progress.share(),
        progress.runsPerHour().isPresent()
            ? Optional.of(progress.runsPerHour().getAsDouble())
            : Optional.empty(),
        progress.finish().map(OwnedCommands::finish),
        progress.training().stream().map(t -> training(t, progress.labels())).toList());
  }

  private static Finish finish(dev.nightsweep.forecast.Finish finish) {
    return new Finish(
        finish.expected().toSeconds(), finish.low().toSeconds(), finish.high().toSeconds());
  }

  private static Training training(SweepProgress.Training training, RunLabels labels) {
    PlannedRun run = training.run();
    return new Training(
        training.worker(),
        new Run(run.runId(), labels.of(run), run.seed()),
        training.attempt(),
        new Epoch(training.epoch(), labels.epochs(run)),
        training.share(),
        training.since());
  }

  @Override
  public Steered steer(Steer command) {
    String reason = "asked by `nightsweep %s`".formatted(command.wish().verb());
    ResultsOwner.Running sweep =
        switch (command.wish()) {
          case STOP -> owner.stop(command.sweep(), reason);
          case CANCEL -> owner.cancel(command.sweep(), reason);
          case PAUSE -> owner.pause(command.sweep(), reason);
        };
    return new Steered(sweep.sweepId(), sweep.progress().training().size());
  }

  @Override
  public Queued enqueue(Enqueue command) {
    return planned(
        () -> {
          Spec read =
              SpecFile.read(
                  Path.of(command.spec()), new GivenKeys(command.given()), SessionListener.NONE);
          Spec spec = command.same().code() ? read.insistingOnCode() : read;
          return queued(
              new SweepEnqueuer(owner, clock, command.trusted())
                  .enqueue(
                      command.same().seeds() ? spec.keepingSeeds() : spec,
                      command.fresh(),
                      wish(command.untilSettled(), command.anytime(), command.maxSeeds())));
        });
  }

  @Override
  public Queued resume(Resume command) {
    Optional<ResultsOwner.Running> resumed = owner.resume(command.sweep());
    return resumed.isPresent()
        ? new Queued(resumed.get().sweepId(), true, Optional.empty())
        : planned(() -> queued(enqueued(command)));
  }

  private SweepEnqueuer.Queued enqueued(Resume command) {
    SweepEnqueuer queue = new SweepEnqueuer(owner, clock, command.trusted());
    SweepRecord sweep = owner.unfinished(command.sweep());
    Optional<SequentialOption> wish =
        wish(command.untilSettled(), command.anytime(), command.maxSeeds());
    return command.sameCode()
        ? queue.enqueue(
            SpecFile.ofSweep(owner, sweep.sweepId(), SessionListener.NONE).insistingOnCode(),
            false,
            wish)
        : queue.enqueue(sweep, wish, SessionListener.NONE);
  }

  private static Optional<SequentialOption> wish(
      boolean untilSettled, boolean anytime, OptionalInt maxSeeds) {
    Optional<Spec.Stop> stop = Optional.of(anytime ? Spec.Stop.ANYTIME : Spec.Stop.SETTLED);
    return SequentialOption.wish(stop.filter(s -> untilSettled || anytime), maxSeeds);
  }

  private static Queued queued(SweepEnqueuer.Queued queued) {
    return new Queued(queued.sweepId(), false, queued.behind());
  }

  /** Whoever asked made the mistakes that a spec or its plan has. */
  private static Queued planned(Supplier<Queued> queued) {
    try {
      return queued.get();
    } catch (SpecException | PlanException e) {
      throw UserErrorException.usage(e.getMessage());
    }
  }

  @Override
  public Imported importSweep(Import command) {
    SweepImport.Imported taken =
        new SweepImport(owner.folder(), clock).take(Path.of(command.draft()), owner.store());
    return new Imported(taken.sweepId(), taken.page().toString());
  }

  /** This process has to do with a sweep that did not end before it began, even if it has ended. */
  @Override
  public Deleted delete(Delete command) {
    SweepDeletion deletion = new SweepDeletion(owner.store(), owner.folder());
    SweepDeletion.Deletable sweep = deletion.find(command.sweep());
    boolean ours =
        owner
            .store()
            .sweep(sweep.sweepId())
            .filter(s -> s.endedAt().filter(end -> end.isBefore(ownStart())).isEmpty())
            .isPresent();
    if (ours || owner.hasInHand(sweep.sweepId())) {
      throw SweepLog.inUse(sweep.sweepId());
    }
    deletion.delete(sweep);
    return new Deleted(sweep.sweepId(), sweep.runs());
  }

  private static Instant ownStart() {
    return ProcessHandle.current().info().startInstant().orElse(Instant.MIN);
  }

  @Override
  public Verified verify(Verify command) {
    Verification verification = new Verification(owner.folder(), H2Store::open);
    try {
      List<String> sweepIds =
          command.sweep().isPresent()
              ? List.of(SweepFolders.find(owner.store(), owner.folder(), command.sweep().get()))
              : verification.sweepIds(owner.store());
      return new Verified(
          sweepIds.size(), LookVerification.defects(owner.folder(), owner.store(), sweepIds));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + owner.folder().root(), e);
    }
  }
}
