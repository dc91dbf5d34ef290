package dev.nightsweep.cli;

import dev.nightsweep.app.JournaledRuns;
import dev.nightsweep.app.JournaledRuns.Journaled;
import dev.nightsweep.cli.console.ReplayText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.replay.DamagedRecordException;
import dev.nightsweep.schedule.replay.ReplayResult;
import dev.nightsweep.schedule.replay.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep replay}. */
@Command(
    name = "replay",
    description =
        "Train finished runs again and say whether every reading, prediction and parameter comes"
            + " out as recorded, bit for bit.",
    footer = {
      "",
      "It reads the journals alone and writes nothing to the results folder.",
      "Exit codes: 0 all identical · 2 usage, or nothing finished to replay · 6 some are not",
      "· 130 Ctrl-C."
    })
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand private NightsweepCommand root;
  @Mixin private ResultsOption results;
  @Mixin private WorkersOption workers;

  @Parameters(
      paramLabel = "RUN|SWEEP",
      arity = "1..*",
      description = "Ids or unique prefixes; a sweep means all its finished runs.")
  private List<String> ids;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final List<ReplayText> replays = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Journaled> settled = settled();
    List<String> programs = settled.stream().map(run -> run.plan().header().program()).toList();
    WorkerLauncher workshop =
        WorkerLauncher.here(Math.min(workers.number(), settled.size())).equippedFor(programs);
    Path scratch = Files.createTempDirectory("nightsweep-replay-");
    try (SignalHandler interruption = SignalHandler.watch(reason -> {});
        LocalEngine engine =
            new LocalEngine(
                workshop.launch(scratch), new ResultsFolder(scratch), workshop.workers(), 0)) {
      Replayer replayer = new Replayer(engine, (run, replay) -> tell(run, replay, settled.size()));
      interruption.onInterrupt(reason -> replayer.stop());
      replayer.replay(
          settled.stream().map(run -> recorded(run, scratch, workshop.host())).toList());
      conclude(settled.size());
      return interruption.came() ? ExitCode.INTERRUPTED : exitCode();
    } finally {
      FileUtils.deleteDirectory(scratch.toFile());
    }
  }

  private List<Journaled> settled() {
    JournaledRuns journaled = new JournaledRuns(results.folder());
    List<Journaled> all = new ArrayList<>();
    try {
      ids.forEach(id -> all.addAll(journaled.find(id)));
    } catch (DamagedRecordException e) {
      throw new UserErrorException(
          UserErrorException.Kind.DAMAGED, "A journal is damaged: " + e.getMessage());
    }
    List<Journaled> settled =
        all.stream().filter(run -> run.recording().isSettled()).distinct().toList();
    if (settled.isEmpty()) {
      throw UserErrorException.usage(
          "None of the %d runs has completed or diverged, so there is nothing to replay."
              .formatted(all.size()));
    }
    if (settled.size() < all.size()) {
      root.streams()
          .message("%d of %d runs have a result to replay.".formatted(settled.size(), all.size()));
    }
    return settled;
  }

  private static Replayer.Recorded recorded(Journaled journaled, Path scratch, Environment host) {
    SweepHeader header = journaled.plan().header();
    String runId = journaled.run().runId();
    Assignment run =
        new Assignment(
            header.sweepId(),
            runId, // The luck of a simulated run is its attempt's; a real one does not ask.
            journaled.recording().attempt(),
            new Assignment.Task(
                header.program(),
                journaled.plan().settings(journaled.run()),
                journaled.run().seed(),
                journaled.run().identity()),
            Assignment.Checkpoints.NONE,
            scratch.resolve(runId).toString(),
            host);
    return new Replayer.Recorded(run, journaled.recording());
  }

  private void tell(Replayer.Recorded run, ReplayResult replay, int total) {
    ReplayText text = new ReplayText(run, replay);
    replays.add(text);
    if (json) {
      root.streams().message("%d of %d: %s".formatted(replays.size(), total, text.lines().get(0)));
    } else {
      text.lines().forEach(root.streams()::result);
    }
  }

  private void conclude(int total) {
    if (json) {
      root.streams().result(Json.pretty(replays.stream().map(ReplayText::fields).toList()));
      return;
    }
    root.streams()
        .result(
            "%d of %d runs replayed: %s."
                .formatted(
                    replays.size(),
                    total,
                    differing() == 0 ? "all identical" : differing() + " not identical"));
  }

  private long differing() {
    return replays.stream().filter(text -> !text.isIdentical()).count();
  }

  private int exitCode() {
    return differing() == 0 ? ExitCode.DONE : ExitCode.FOUND;
  }
}
