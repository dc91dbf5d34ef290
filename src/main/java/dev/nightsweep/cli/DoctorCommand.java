package dev.nightsweep.cli;

import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.Doctor;
import dev.nightsweep.machine.DoctorFinding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep doctor}. */
@Command(
    name = "doctor",
    description = "Check this machine, the native library, the data sets and the database.",
    footer = {"", "Exit code 6 if something needs mending."})
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private NightsweepCommand root;
  @Mixin private ResultsOption results;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<DoctorFinding> findings = new Doctor(results.folder()).findings();
    if (json) {
      root.streams().result(Json.pretty(findings));
    } else {
      findings.forEach(this::print);
    }
    boolean ill = findings.stream().anyMatch(f -> f.level() == DoctorFinding.Level.PROBLEM);
    return ill ? ExitCode.FOUND : ExitCode.DONE;
  }

  private void print(DoctorFinding finding) {
    root.streams()
        .result("%-8s %-16s %s".formatted(mark(finding), finding.what(), finding.finding()));
    if (!finding.advice().isEmpty()) {
      root.streams().result("%-25s %s".formatted("", finding.advice()));
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
