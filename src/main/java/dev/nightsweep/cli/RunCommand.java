package dev.nightsweep.cli;

import dev.nightsweep.app.OwnedResults;
import dev.nightsweep.app.SweepEnqueuer;
import dev.nightsweep.app.SweepQueueRunner;
import dev.nightsweep.model.Spec;
import dev.nightsweep.serve.OwnerClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      "If another process runs a sweep in the results folder, the spec is queued behind it, with",
      "that process's options.",
      "Exit codes: 0 done · 1 our own failure · 2 spec or usage · 3 some runs failed or diverged",
      "· 4 stopped by deadline, budget or request, resumable · 5 given up: runs fail the same way",
      "· 7 another process runs this very sweep · 130 Ctrl-C, resumable by the same command."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private NightsweepCommand root;
  @Mixin private SpecArgument spec;
  @Mixin private ResultsOption results;
  @Mixin private RunOptions options;

  @Option(names = "--new", description = "Start <name>-2 if the spec's sweep exists already.")
  private boolean fresh;

  @Override
  public Integer call() throws InterruptedException {
    options.check();
    Spec read = spec.read(root.streams());
    InstantSource clock = InstantSource.system();
    if (root.desk().isPresent()) {
      return new SweepEnqueuer(root.desk().get(), root.streams(), clock)
          .enqueue(read, fresh, options.untilSettled());
    }
    Optional<OwnerClient> owner = OwnerClient.find(results.folder());
    if (owner.isPresent()) {
      return root.relay(owner.get(), argumentsForOwner());
    }
    try (OwnedResults open = OwnedResults.own(results.folder(), clock, root.streams()::message)) {
      return new SweepQueueRunner(open, root.streams(), options, clock).work(read, fresh);
    }
  }

  /** The owner may have been started elsewhere: it is told whole paths. */
  private List<String> argumentsForOwner() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", spec.file().toAbsolutePath().toString()));
    arguments.addAll(List.of("--results", results.folder().root().toAbsolutePath().toString()));
    if (fresh) {
      arguments.add("--new");
    }
    arguments.addAll(options.argumentsForOwner());
    return arguments;
  }
}
