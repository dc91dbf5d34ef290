package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.DoctorFinding;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightsweep doctor}. */
@Command(
    name = "doctor",
    description = "Check this machine, the native library, the data sets and the database.",
    footer = {"", "Exit code 6 if something needs mending."})
final class DoctorCommand extends FolderCommand {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<DoctorFinding> findings = Nightsweep.diagnose(folder());
    if (json) {
      console().result(Json.pretty(findings));
    } else {
      findings.forEach(this::print);
    }
    boolean ill = findings.stream().anyMatch(f -> f.level() == DoctorFinding.Level.PROBLEM);
    return ill ? ExitCode.FOUND : ExitCode.DONE;
  }

  private void print(DoctorFinding finding) {
    console().result("%-8s %-16s %s".formatted(mark(finding), finding.what(), finding.finding()));
    if (!finding.advice().isEmpty()) {
      console().result("%-25s %s".formatted("", finding.advice()));
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
