package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.serve.CommandResult;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.train.UnusableDataException;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code nightsweep}. */
@Command(
    name = "nightsweep",
    description = "Paired, reproducible ablation sweeps: does it matter, by how much, how sure?",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = NightsweepCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      PowerCommand.class,
      ResumeCommand.class,
      StatusCommand.class,
      StopCommand.class,
      CancelCommand.class,
      PauseCommand.class,
      ListCommand.class,
      ShowCommand.class,
      CompareCommand.class,
      AuditCommand.class,
      ReplayCommand.class,
      ReportCommand.class,
      ImportCommand.class,
      ServeCommand.class,
      QueryCommand.class,
      VerifyCommand.class,
      RebuildCommand.class,
      DeleteCommand.class,
      InitCommand.class,
      ParametersCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    })
public final class NightsweepCommand implements Runnable {
  private final Console streams;
  private final Optional<ResultsOwner> desk;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private NightsweepCommand(Console streams, Optional<ResultsOwner> desk) {
    this.streams = streams;
    this.desk = desk;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits and points, wherever we are
    System.exit(execute(List.of(arguments), terminal(), Optional.empty()));
  }

  /** Executes a command line and returns its exit code; nothing is printed elsewhere. */
  static int execute(List<String> arguments, Console streams, Optional<ResultsOwner> desk) {
    NightsweepCommand root = new NightsweepCommand(streams, desk);
    CommandLine line = new CommandLine(root);
    line.setOut(new java.io.PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, command, parsed) -> root.explain(failure));
    line.setUsageHelpAutoWidth(true);
    line.setOverwrittenOptionsAllowed(desk.isPresent()); // another process adds its --results
    return line.execute(arguments.toArray(String[]::new));
  }

  /** Executes a command line of another process at this process's desk. */
  public static CommandResult answer(List<String> arguments, ResultsOwner desk) {
    return captured(arguments, Optional.of(desk));
  }

  private static CommandResult captured(List<String> arguments, Optional<ResultsOwner> desk) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = execute(arguments, new Console(printer(out), printer(err), 0), desk);
    return new CommandResult(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Executes another command line as part of this one, and returns what it prints. */
  CommandResult ask(List<String> arguments) {
    return captured(arguments, desk);
  }

  Console streams() {
    return streams;
  }

  /** Has the owner of the results folder execute a command line; prints what it answers. */
  int relay(OwnerClient owner, List<String> arguments) throws InterruptedException {
    try {
      return streams.relay(owner.ask(arguments));
    } catch (IOException e) {
      throw UserErrorException.busy(
          "Process %d has the results folder open, but does not answer (%s). Wait for it, or end it."
              .formatted(owner.pid(), e));
    }
  }

  /** The desk of this process, when it answers for another process. */
  Optional<ResultsOwner> desk() {
    return desk;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int explain(Exception failure) {
    if (verbose) {
      failure.printStackTrace(streams.err());
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    streams.message(message);
    if (failure instanceof UserErrorException error) {
      return ExitCode.of(error.kind());
    }
    if (failure instanceof StoreBusyException) {
      return ExitCode.BUSY;
    }
    boolean users =
        failure instanceof SpecException
            || failure instanceof PlanException
            || failure instanceof QueryException;
    if (!users && !verbose && !(failure instanceof UnusableDataException)) {
      streams.message("(--verbose shows where it happened)");
    }
    return users ? ExitCode.USAGE : ExitCode.FAILURE;
  }

  private static Console terminal() {
    return new Console(
        printer(new FileOutputStream(FileDescriptor.out)),
        printer(new FileOutputStream(FileDescriptor.err)),
        CommandLine.Help.Ansi.AUTO.enabled() ? terminalWidth() : 0);
  }

  private static int terminalWidth() {
    CommandLine.Model.UsageMessageSpec usage = new CommandLine.Model.UsageMessageSpec();
    return usage.autoWidth(true).width();
  }

  private static PrintStream printer(java.io.OutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** The version in the jar's manifest. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nightsweep " + text()};
    }

    public static String text() {
      String version = NightsweepCommand.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version.toLowerCase(Locale.ROOT);
    }
  }
}
