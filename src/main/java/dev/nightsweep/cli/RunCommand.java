package dev.nightsweep.cli;

import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep run}. */
@Command(
    name = "run",
    description = "Train every run of a spec, compare the arms, write the report.",
    footer = {
      "",
      "Exit codes: 0 done · 1 our own failure · 2 spec or usage · 3 some runs failed or diverged",
      "· 7 another process has the results folder · 130 Ctrl-C, resumable by the same command."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Nightsweep root;
  @Mixin private SpecArgument spec;
  @Mixin private ResultsOption results;

  @Mixin private WorkersOption workers;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Try a run again, with the same seed, when its worker died (default: ${DEFAULT-VALUE}).")
  private int retries;

  @Option(names = "--new", description = "Start <name>-2 if the spec's sweep exists already.")
  private boolean fresh;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    WorkersOption.requireAtLeast(0, retries, "--retries");
    Spec read = spec.read(root.streams());
    Workshop workshop = Workshop.here(workers.number());
    InstantSource clock = InstantSource.system();
    try (Interruption interruption = Interruption.watch(root.streams());
        OpenResults open = OpenResults.own(results.folder(), clock)) {
      Sweeps sweeps = new Sweeps(open, workshop.program(), clock);
      Sweeps.Found found = sweeps.find(read, fresh);
      Conclusion conclusion = new Conclusion(open, root.streams(), clock);
      if (found.known().filter(RunCommand::isComplete).isPresent()) {
        return conclusion.again(found.known().get(), json);
      }
      root.streams().message(PlanText.of(found.plan(), workshop.workers()));
      found.known().ifPresent(this::sayContinued);
      Sitting sitting = new Sitting(open, workshop, root.streams(), retries, clock);
      Sitting.Ended ended = sitting.run(sweeps, read, found, interruption);
      return conclusion.of(ended, json);
    }
  }

  private static boolean isComplete(SweepRecord sweep) {
    return sweep.finished() == sweep.total();
  }

  private void sayContinued(SweepRecord sweep) {
    root.streams()
        .message(
            "Going on with %s: %d of %d runs are finished."
                .formatted(sweep.sweepId(), sweep.finished(), sweep.total()));
  }
}
