package dev.nightsweep.cli;

import dev.nightsweep.app.SequentialOption;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightsweep run}. */
@Command(
    name = "run",
    description = "Train every run of a spec, compare the arms, write the report.",
    footer = {
      "",
      "If another process runs a sweep in the results folder, the spec is queued behind it, with"
          + " that process's options.",
      "Exit codes: 0 done · 1 our own failure · 2 spec or usage, also of a sweep that was queued"
          + " behind this one and is refused in its turn · 3 some runs failed or diverged"
          + " · 4 stopped by deadline, budget or request, resumable · 5 given up: runs fail the same"
          + " way · 7 another process runs this very sweep · 130 Ctrl-C, resumable by the same"
          + " command."
    })
final class RunCommand extends SessionCommand {
  @Mixin private SpecArgument spec;
  @Mixin private RunOptions options;

  @Option(
      names = "--new",
      description =
          "Start <name>-2 if the spec's sweep exists already, on seeds that no earlier sweep of it"
              + " has used.")
  private boolean fresh;

  @Option(
      names = "--same-seeds",
      description =
          "With --new: on the spec's own seeds, though they give the same readings again.")
  private boolean sameSeeds;

  @Override
  public Integer call() throws InterruptedException {
    if (sameSeeds && !fresh) {
      throw UserErrorException.usage("--same-seeds needs --new.");
    }
    SessionOptions session = options.session(fresh);
    ConsoleListener listener = options.listener(console());
    Spec read = spec.read(listener);
    Optional<OwnerClient> owner = OwnerClient.find(folder());
    if (owner.isPresent()) {
      return queued(owner.get(), owner.get().enqueue(command(session)));
    }
    Spec wanted = options.applied(sameSeeds ? read.keepingSeeds() : read);
    return run(opened -> wanted, session, listener);
  }

  /** The owner may have been started elsewhere: it is told the whole path. */
  private OwnerCommands.Enqueue command(SessionOptions session) {
    return new OwnerCommands.Enqueue(
        spec.file().toAbsolutePath().toString(),
        spec.given(),
        fresh,
        new OwnerCommands.Same(sameSeeds, options.insistsOnCode()),
        session.wishes(Spec.Stop.SETTLED),
        session.wishes(Spec.Stop.ANYTIME),
        session.untilSettled().map(SequentialOption::maxSeeds).orElse(OptionalInt.empty()),
        options.trusts());
  }
}
