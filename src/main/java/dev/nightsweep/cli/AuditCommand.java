package dev.nightsweep.cli;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.Publishers;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.FindingText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep audit}. */
@Command(
    name = "audit",
    description =
        "Look for what would make a sweep's verdicts wrong or misleading: confounds, leakage of the"
            + " test set, missing or retried runs, too few seeds, layers that do nothing.",
    footer = {"", "Exit codes: 0 · 6 errors were found, with --strict."})
final class AuditCommand extends StoreCommand {
  @Parameters(paramLabel = "SWEEP", description = "Id or unique prefix.")
  private String id;

  @Option(names = "--strict", description = "Exit with code 6 if there is an error.")
  private boolean strict;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer answer(Store store) {
    SweepRecord sweep = new IdResolver(store).sweep(id);
    List<Finding> findings =
        Publishers.audited(store, folder(), sweep.sweepId()).analysis().findings();
    if (json) {
      console().result(Json.pretty(FindingText.of(findings)));
    } else {
      print(sweep, findings);
    }
    boolean errors = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    return strict && errors ? ExitCode.FOUND : ExitCode.DONE;
  }

  private void print(SweepRecord sweep, List<Finding> findings) {
    boolean compares = !sweep.header().contrasts().isEmpty();
    if (!compares && findings.isEmpty()) {
      console().result("%s compares nothing.".formatted(sweep.sweepId()));
      return;
    }
    for (FindingText finding : FindingText.of(findings)) {
      console()
          .result("%-8s %-14s %s".formatted(finding.severity(), finding.check(), finding.what()));
      finding
          .action()
          .ifPresent(action -> console().result("%-8s %-14s %s".formatted("", "", action)));
      if (!finding.runs().isEmpty()) {
        console().result("%-8s %-14s runs %s".formatted("", "", String.join(" ", finding.runs())));
      }
    }
    long alarms = findings.stream().filter(Finding::isAlarm).count();
    console()
        .result(
            alarms == 0
                ? "Nothing stands against the verdicts of %s.".formatted(sweep.sweepId())
                : "%s to read before the %s of %s are believed."
                    .formatted(
                        Numbers.count(alarms, "finding"),
                        compares ? "verdicts" : "readings",
                        sweep.sweepId()));
  }
}
