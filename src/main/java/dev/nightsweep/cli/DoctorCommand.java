package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.DoctorFinding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightsweep doctor}. */
@Command(
    name = "doctor",
    description = "Check this machine, the native library, the data sets and the database.",
    footer = {"", "Exit code 6 if something needs mending."})
final class DoctorCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private ResultsOption results;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<DoctorFinding> findings = Nightsweep.diagnose(results.folder());
    if (json) {
      context.console().result(Json.pretty(findings));
    } else {
      findings.forEach(this::print);
    }
    boolean ill = findings.stream().anyMatch(f -> f.level() == DoctorFinding.Level.PROBLEM);
    return ill ? ExitCode.FOUND : ExitCode.DONE;
  }

  private void print(DoctorFinding finding) {
    context
        .console()
        .result("%-8s %-16s %s".formatted(mark(finding), finding.what(), finding.finding()));
    if (!finding.advice().isEmpty()) {
      context.console().result("%-25s %s".formatted("", finding.advice()));
    }
  }

  private static String mark(DoctorFinding finding) {
    return switch (finding.level()) {
      case FINE -> "ok";
      case NOTE -> "note";
      case PROBLEM -> "PROBLEM";
    };
  }
}
