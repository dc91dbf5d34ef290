package dev.nightsweep.report;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.FindingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the audit found.
 *
 * @param style a class of the page's style
 * @param summary in a clause: {@code 1 error, 2 warnings}
 * @param findings all of them, the gravest first
 */
public record AuditView(String style, String summary, Grid findings) {
  private static final int MAX_RUNS = 6;

  static Optional<Section> section(SweepFacts facts) {
    AuditView view = of(facts);
    return view.findings().rows().isEmpty()
        ? Optional.empty()
        : Optional.of(Section.of("audit", "Audit: " + view.summary(), "audit", view));
  }

  static AuditView of(SweepFacts facts) {
    List<Finding> findings = facts.audit();
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    String style = errors > 0 ? "bad" : warnings > 0 ? "warn" : "ok";
    return new AuditView(style, summary(errors, warnings), grid(findings, facts));
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String summary(long errors, long warnings) {
    if (errors + warnings == 0) {
      return "nothing found";
    }
    List<String> counts = new ArrayList<>();
    if (errors > 0) {
      counts.add(Numbers.count(errors, "error"));
    }
    if (warnings > 0) {
      counts.add(Numbers.count(warnings, "warning"));
    }
    return String.join(", ", counts);
  }

  private static Grid grid(List<Finding> findings, SweepFacts facts) {
    return new Grid(
        "What was found, the gravest first",
        List.of(
            Grid.Column.text("severity"),
            Grid.Column.text("check"),
            Grid.Column.text("finding"),
            Grid.Column.text("what to do"),
            Grid.Column.text("runs")),
        FindingText.of(findings).stream()
            .map(finding -> row(finding, facts.runs().size()))
            .toList());
  }

  private static List<Grid.Cell> row(FindingText finding, int allRuns) {
    String style =
        switch (finding.severity()) {
          case ERROR -> "bad";
          case WARNING -> "warn";
          case NOTE -> "";
        };
    return List.of(
        Grid.Cell.styled(finding.severity().name().toLowerCase(Locale.ROOT), style),
        Grid.Cell.of(finding.check()),
        Grid.Cell.of(finding.what()),
        Grid.Cell.of(finding.action().orElse("–")),
        Grid.Cell.of(runs(finding.runs(), allRuns)));
  }

  private static String runs(List<String> runs, int all) {
    if (runs.isEmpty() || runs.size() == all) {
      return runs.isEmpty() ? "the sweep" : "all";
    }
    String first = String.join(" ", runs.subList(0, Math.min(MAX_RUNS, runs.size())));
    return runs.size() > MAX_RUNS
        ? "%s and %d more".formatted(first, runs.size() - MAX_RUNS)
        : first;
  }
}
