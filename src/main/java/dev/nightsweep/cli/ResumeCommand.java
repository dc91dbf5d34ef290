package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.app.SweepEnqueuer;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.cli.console.QueueText;
import dev.nightsweep.serve.OwnerClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightsweep resume}. */
@Command(
    name = "resume",
    description =
        "Go on with a sweep: one that is paused in another process, or one that was stopped.",
    footer = {"", "Exit codes as of `run`."})
final class ResumeCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private ResultsOption results;
  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "SWEEP",
      arity = "0..1",
      description = "Id or unique prefix (default: the newest that is not finished).")
  private String id;

  ResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    SessionOptions session = options.session(false);
    ConsoleListener listener = options.listener(context.console());
    if (context.owner().isPresent()) {
      return asOwner(context.owner().get(), session, listener);
    }
    Optional<OwnerClient> owner = OwnerClient.find(results.folder());
    if (owner.isPresent()) {
      return context.relay(owner.get(), argumentsForOwner());
    }
    return context.run(
        results.folder(),
        opened -> opened.stored(Optional.ofNullable(id), listener),
        session,
        listener);
  }

  private int asOwner(ResultsOwner owner, SessionOptions session, ConsoleListener listener) {
    Optional<ResultsOwner.Running> resumed = owner.resume(Optional.ofNullable(id));
    context
        .console()
        .result(
            resumed
                .map(sweep -> "%s goes on.".formatted(sweep.sweepId()))
                .orElseGet(() -> QueueText.of(queued(owner, session, listener))));
    return ExitCode.DONE;
  }

  private SweepEnqueuer.Queued queued(
      ResultsOwner owner, SessionOptions session, ConsoleListener listener) {
    return new SweepEnqueuer(owner, InstantSource.system())
        .enqueue(owner.unfinished(Optional.ofNullable(id)), session.untilSettled(), listener);
  }

  private List<String> argumentsForOwner() {
    List<String> arguments = new ArrayList<>(List.of("resume"));
    Optional.ofNullable(id).ifPresent(arguments::add);
    arguments.addAll(List.of("--results", results.folder().root().toAbsolutePath().toString()));
    arguments.addAll(options.argumentsForOwner());
    return arguments;
  }
}
