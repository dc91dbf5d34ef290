package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.OwnedResults;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.app.StoredSpec;
import dev.nightsweep.app.SweepEnqueuer;
import dev.nightsweep.app.SweepQueueRunner;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep resume}. */
@Command(
    name = "resume",
    description =
        "Go on with a sweep: one that is paused in another process, or one that was stopped.",
    footer = {"", "Exit codes as of `run`."})
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand private NightsweepCommand root;
  @Mixin private ResultsOption results;
  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "SWEEP",
      arity = "0..1",
      description = "Id or unique prefix (default: the newest that is not finished).")
  private String id;

  @Override
  public Integer call() throws InterruptedException {
    options.check();
    InstantSource clock = InstantSource.system();
    if (root.desk().isPresent()) {
      return atDesk(root.desk().get(), clock);
    }
    Optional<OwnerClient> owner = OwnerClient.find(results.folder());
    if (owner.isPresent()) {
      return root.relay(owner.get(), argumentsForOwner());
    }
    try (OwnedResults open = OwnedResults.own(results.folder(), clock, root.streams()::message)) {
      String sweepId = wanted(open.store()).sweepId();
      Spec spec = StoredSpec.read(open.folder(), open.store(), sweepId, root.streams());
      return new SweepQueueRunner(open, root.streams(), options, clock).work(spec, false);
    }
  }

  private int atDesk(ResultsOwner desk, InstantSource clock) {
    Optional<ResultsOwner.Running> running = desk.running();
    boolean meant =
        running
            .filter(
                r ->
                    id == null
                        || new IdResolver(desk.store()).sweep(id).sweepId().equals(r.sweepId()))
            .isPresent();
    if (!meant) {
      return queue(desk, clock);
    }
    if (!running.get().control().resume()) {
      throw UserErrorException.busy(
          "%s is not paused: process %d is running it."
              .formatted(running.get().sweepId(), ProcessHandle.current().pid()));
    }
    root.streams().result("%s goes on.".formatted(running.get().sweepId()));
    return ExitCode.DONE;
  }

  private int queue(ResultsOwner desk, InstantSource clock) {
    SweepEnqueuer queueing = new SweepEnqueuer(desk, root.streams(), clock);
    SweepRecord sweep = wanted(desk.store());
    return options.untilSettled().isEmpty()
        ? queueing.enqueue(sweep)
        : queueing.enqueue(
            StoredSpec.read(desk.folder(), desk.store(), sweep.sweepId(), root.streams()),
            false,
            options.untilSettled());
  }

  private SweepRecord wanted(Store store) {
    if (id != null) {
      return new IdResolver(store).sweep(id);
    }
    return store.sweeps().stream()
        .filter(sweep -> !sweep.isFinished())
        .findFirst()
        .orElseThrow(
            () ->
                UserErrorException.usage(
                    "Every sweep in %s is finished.".formatted(results.folder().root())));
  }

  private List<String> argumentsForOwner() {
    List<String> arguments = new ArrayList<>(List.of("resume"));
    Optional.ofNullable(id).ifPresent(arguments::add);
    arguments.addAll(List.of("--results", results.folder().root().toAbsolutePath().toString()));
    arguments.addAll(options.argumentsForOwner());
    return arguments;
  }
}
