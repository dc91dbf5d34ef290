package dev.nightsweep.cli;

import dev.nightsweep.app.SequentialOption;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.model.Spec;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightsweep resume}. */
@Command(
    name = "resume",
    description =
        "Go on with a sweep: one that is paused in another process, or one that was stopped.",
    footer = {"", "Exit codes as of `run`."})
final class ResumeCommand extends SessionCommand {
  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "SWEEP",
      arity = "0..1",
      description = "Id or unique prefix (default: the newest that is not finished).")
  private String id;

  @Override
  public Integer call() throws InterruptedException {
    SessionOptions session = options.session(false);
    ConsoleListener listener = options.listener(console());
    Optional<OwnerClient> owner = OwnerClient.find(folder());
    if (owner.isPresent()) {
      return queued(owner.get(), owner.get().resume(command(session)));
    }
    return run(
        opened ->
            options.applied(
                opened.stored(Optional.ofNullable(id), options.retriesFailed(), listener)),
        session,
        listener);
  }

  private OwnerCommands.Resume command(SessionOptions session) {
    return new OwnerCommands.Resume(
        Optional.ofNullable(id),
        session.wishes(Spec.Stop.SETTLED),
        session.wishes(Spec.Stop.ANYTIME),
        session.untilSettled().map(SequentialOption::maxSeeds).orElse(OptionalInt.empty()),
        options.trusts(),
        options.insistsOnCode());
  }
}
