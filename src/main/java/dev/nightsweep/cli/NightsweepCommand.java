package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.machine.HomeFolder;
import dev.nightsweep.machine.ProductVersion;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.Threads;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.train.UnusableDataException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command {@code nightsweep}. */
@Command(
    name = "nightsweep",
    description = "Paired, reproducible ablation sweeps: does it matter, by how much, how sure?",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = NightsweepCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class NightsweepCommand implements Runnable, ConsoleCommand.Parent {
  private final Console console;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private NightsweepCommand(Console console) {
    this.console = console;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits and points, wherever we are
    System.exit(inThisProcess(List.of(arguments)));
  }

  private static int inThisProcess(List<String> arguments) {
    try {
      Console console = terminal();
      Threads.explainFailures(console::message);
      HomeFolder.provide(System.getProperties(), System.getenv());
      return execute(arguments, console);
    } catch (Throwable e) { // not even the classes are there that would say it better
      System.err.println(
          "Nightsweep cannot start. Either a file of it is missing, or this process may not open enough files (`ulimit -n`).");
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        System.err.println(cause);
      }
      return ExitCode.FAILURE;
    }
  }

  /** Executes a command line and returns its exit code; nothing is printed elsewhere. */
  static int execute(List<String> arguments, Console console) {
    CommandLine line = commandLine(console);
    NightsweepCommand root = line.getCommand();
    try {
      int exitCode = line.execute(arguments.toArray(String[]::new));
      return root.isWritten(line.getParseResult()) ? exitCode : ExitCode.FAILURE;
    } catch (Error e) { // of Java itself; nobody would see more than its stack trace
      return root.explain(e);
    }
  }

  /** All commands, on that console. */
  static CommandLine commandLine(Console console) {
    NightsweepCommand root = new NightsweepCommand(console);
    CommandLine line = new CommandLine(root);
    commands().forEach(line::addSubcommand);
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setOut(console.help());
    line.setErr(console.hints());
    line.setExecutionExceptionHandler((failure, command, parsed) -> root.explain(failure));
    ArgumentRules.apply(line);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  /**
   * Whether all results were. Who closes the pipe early, as {@code head} does, is told nothing of
   * it; and a sweep that was trained was trained.
   */
  private boolean isWritten(ParseResult parsed) {
    Optional<String> unwritten = console.unwritten();
    if (unwritten.isEmpty()) {
      return true;
    }
    if (!console.isBrokenPipe()) {
      console.message("Standard output could not be written whole: " + unwritten.get());
      return false;
    }
    return parsed != null
        && parsed.asCommandLineList().stream()
            .anyMatch(line -> line.getCommand() instanceof SessionCommand);
  }

  private static List<Callable<Integer>> commands() {
    return List.of(
        new RunCommand(),
        new PlanCommand(),
        new PowerCommand(),
        new ResumeCommand(),
        new StatusCommand(),
        new StopCommand(),
        new CancelCommand(),
        new PauseCommand(),
        new ListCommand(),
        new ShowCommand(),
        new CompareCommand(),
        new AuditCommand(),
        new ReplayCommand(),
        new ReportCommand(),
        new ImportCommand(),
        new ExportCommand(),
        new ServeCommand(),
        new QueryCommand(),
        new VerifyCommand(),
        new RebuildCommand(),
        new DeleteCommand(),
        new InitCommand(),
        new ParametersCommand(),
        new DoctorCommand());
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int explain(Throwable failure) {
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      console.message(trace);
    }
    console.message(FailureText.of(failure));
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
      console.message("(--verbose shows where it happened)");
    }
    return users ? ExitCode.USAGE : ExitCode.FAILURE;
  }

  private static Console terminal() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        CommandLine.Help.Ansi.AUTO.enabled() ? terminalWidth() : 0);
  }

  private static int terminalWidth() {
    CommandLine.Model.UsageMessageSpec usage = new CommandLine.Model.UsageMessageSpec();
    return usage.autoWidth(true).width();
  }

  /** The version in the jar's manifest. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nightsweep " + ProductVersion.text()};
    }
  }
}
