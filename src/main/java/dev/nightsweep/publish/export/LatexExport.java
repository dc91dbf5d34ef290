package dev.nightsweep.publish.export;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.IdenticalArmsText;
import dev.nightsweep.wording.MethodsText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.SimulationNotice;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The contrasts of a sweep for a paper: a sentence of methods and a table with booktabs. */
public final class LatexExport {
  private static final String END = " \\\\";

  private final StoredSweep stored;
  private final SweepRecord sweep;

  public LatexExport(StoredSweep stored) {
    this.stored = stored;
    this.sweep = stored.analysis().sweep();
  }

  public String text() {
    List<ContrastDetail> details = stored.analysis().contrasts();
    boolean posterior = details.stream().anyMatch(d -> d.result().posterior().isKnown());
    List<String> lines = new ArrayList<>();
    lines.add("% needs \\usepackage{booktabs}");
    MethodsText.sentence(stored.analysis()).ifPresent(said -> lines.add(LatexText.of(said)));
    TrackedText.conditions(sweep.header()).forEach(said -> lines.add(LatexText.of(said)));
    IdenticalArmsText.of(stored.analysis()).forEach(said -> lines.add(LatexText.of(said)));
    lines.add("\\begin{table}");
    lines.add("\\centering\\small");
    lines.add("\\caption{%s}".formatted(caption()));
    lines.add("\\begin{tabular}{lllrrrr%s}".formatted(posterior ? "rrr" : ""));
    lines.add("\\toprule");
    lines.add(
        "Contrast & Metric & Verdict & Difference & 95\\,\\% interval & $p$ (Holm) & Seeds"
            + (posterior ? " & $P$(worse) & $P$(equivalent) & $P$(better)" : "")
            + END);
    lines.add("\\midrule");
    details.forEach(detail -> lines.add(row(detail, posterior)));
    lines.addAll(List.of("\\bottomrule", "\\end{tabular}", "\\end{table}"));
    return String.join("\n", lines);
  }

  private String caption() {
    String notice =
        SimulationNotice.of(sweep.header()).map(said -> said + " ").orElse("")
            + PostHocText.of(sweep.header())
                .map(said -> PostHocText.MARK + ": " + said + " ")
                .orElse("");
    String taken = TrackedText.notice(sweep.header()).map(said -> ". " + said).orElse("");
    String question = sweep.header().question();
    String title = question.isBlank() ? sweep.header().name() : question;
    return LatexText.of("%s%s (%s)%s".formatted(notice, title, sweep.sweepId(), taken));
  }

  private static String row(ContrastDetail detail, boolean posterior) {
    ContrastResult result = detail.result();
    List<String> cells = new ArrayList<>();
    cells.add(
        "%s against %s"
            .formatted(Names.level(detail.contrast()), Names.baseline(detail.contrast())));
    cells.add(Names.metric(result.metric()));
    cells.add(
        result.byLevel().orElse(result.verdict().text())
            + result.pFailures().map(p -> ", by failures").orElse(""));
    cells.add(result.pairs() == 0 ? "–" : ContrastText.effect(detail));
    cells.add(ContrastText.interval(detail).orElse("–"));
    cells.add(Numbers.probability(result.pFailures().orElse(result.pHolm())));
    cells.add(Integer.toString(result.pairs()));
    if (posterior) {
      cells.add(Numbers.probability(result.posterior().worse()));
      cells.add(Numbers.probability(result.posterior().equivalent()));
      cells.add(Numbers.probability(result.posterior().better()));
    }
    return cells.stream().map(LatexText::of).collect(Collectors.joining(" & ", "", END));
  }
}
