package dev.nightsweep.app;

import dev.nightsweep.app.JournaledRuns.Journaled;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.schedule.replay.ReplayResult;
import dev.nightsweep.schedule.replay.Replayer;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.train.OtherArithmetic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Trains finished runs again, away from the results folder, and compares what comes out. */
public final class JournalReplayer {
  private final OptionalInt workers;
  private final Interruption interruption;

  /**
   * @param workers how many runs train at once, if that is said
   */
  public JournalReplayer(OptionalInt workers, Interruption interruption) {
    this.workers = workers;
    this.interruption = interruption;
  }

  /** Replays runs and says of each, as it ends, how it went. */
  public void replay(List<Journaled> runs, BiConsumer<Replayer.Recorded, ReplayResult> results)
      throws IOException, InterruptedException {
    runs.forEach(run -> TrackedSweeps.refuse(run.plan().header()));
    int wanted = workers.orElseGet(WorkerLauncher::usualWorkers);
    WorkerLauncher here = WorkerLauncher.here(Math.min(wanted, runs.size()));
    List<Journaled> comparable = new ArrayList<>();
    for (Journaled run : runs) {
      Optional<OtherArithmetic> other = other(run, here);
      if (other.isEmpty()) {
        comparable.add(run);
      } else {
        results.accept(
            recorded(run, Path.of(""), here.host()),
            new ReplayResult.NotComparable(other.get().why(), other.get().advice()));
      }
    }
    if (!comparable.isEmpty()) {
      train(comparable, here, results);
    }
  }

  /** Of a run of one of our nets, whether what would compute it here is another. */
  private static Optional<OtherArithmetic> other(Journaled run, WorkerLauncher here) {
    ProgramRef program = run.plan().header().program();
    return program.isOurs()
        ? run.recording().environment().flatMap(here.program(program)::otherArithmetic)
        : Optional.empty();
  }

  private void train(
      List<Journaled> runs,
      WorkerLauncher here,
      BiConsumer<Replayer.Recorded, ReplayResult> results)
      throws IOException, InterruptedException {
    List<ProgramRef> programs = runs.stream().map(run -> run.plan().header().program()).toList();
    WorkerLauncher launcher =
        here.with(Math.min(here.workers(), runs.size())).equippedFor(programs);
    try (ScratchFolder folder = ScratchFolder.make();
        LocalEngine engine =
            new LocalEngine(
                launcher.launch(folder.path()),
                new ResultsFolder(folder.path()),
                launcher.workers(),
                0)) {
      Path scratch = folder.path();
      Replayer replayer = new Replayer(engine, results);
      interruption.onInterrupt(reason -> replayer.stop());
      Environment host = launcher.host();
      replayer.replay(runs.stream().map(run -> recorded(run, scratch, host)).toList());
    }
  }

  private static Replayer.Recorded recorded(Journaled journaled, Path scratch, Environment host) {
    SweepHeader header = journaled.plan().header();
    String runId = journaled.run().runId();
    Assignment run =
        new Assignment(
            header.sweepId(),
            runId,
            // The luck of a simulated run is its attempt's; a real one does not ask.
            journaled.recording().attempt(),
            new Assignment.Task(
                header.program(),
                journaled.plan().settings(journaled.run()),
                journaled.run().seed(),
                journaled.run().identity(),
                FileHashes.NONE,
                new Assignment.JudgedMetric(
                    header.objective().metric(),
                    false,
                    Pruning.decidesOf(header, journaled.run()))),
            Assignment.Checkpoints.NONE,
            ResultsFolder.in(scratch, runId).toString(),
            host,
            0);
    return new Replayer.Recorded(
        run, journaled.recording(), ProgramCatalogs.metrics(header.program()));
  }
}
