package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.machine.ProductVersion;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.train.UnusableDataException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
    System.exit(execute(List.of(arguments), terminal()));
  }

  /** Executes a command line and returns its exit code; nothing is printed elsewhere. */
  static int execute(List<String> arguments, Console console) {
    NightsweepCommand root = new NightsweepCommand(console);
    CommandLine line = new CommandLine(root);
    commands().forEach(line::addSubcommand);
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, command, parsed) -> root.explain(failure));
    line.setUsageHelpAutoWidth(true);
    return line.execute(arguments.toArray(String[]::new));
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

  private int explain(Exception failure) {
    if (verbose) {
      failure.printStackTrace(console.err());
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    console.message(message);
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
      return new String[] {"nightsweep " + ProductVersion.text()};
    }
  }
}
