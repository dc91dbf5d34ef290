package dev.nightsweep.cli.console;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.ErrorRatio;
import dev.nightsweep.model.ContrastResult.Posterior;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ErrorRatioText;
import dev.nightsweep.wording.MethodsText;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;

/** What is told of a sweep's contrasts beside the verdicts. */
public final class ContrastLines {
  private ContrastLines() {}

  /**
   * How probable it is that each is worse, equivalent and better, and a sentence of methods.
   *
   * @param errors whether ratios of error rates are told too
   */
  public static List<String> of(SweepAnalysis analysis, boolean errors) {
    List<String> lines = new ArrayList<>();
    List<ContrastDetail> known =
        analysis.contrasts().stream().filter(d -> d.result().posterior().isKnown()).toList();
    if (!known.isEmpty()) {
      TextTable table =
          new TextTable("CONTRAST", "METRIC", "P(WORSE)", "P(EQUIVALENT)", "P(BETTER)");
      known.forEach(detail -> table.row(row(detail)));
      lines.addAll(List.of("", table.toString()));
    }
    if (errors) {
      lines.add("");
      List<ErrorRatio> ratios = analysis.errorRatios();
      ratios.stream().map(ErrorRatioText::sentence).forEach(lines::add);
      lines.add(
          ratios.isEmpty()
              ? "No metric here is a share, with an error rate."
              : ErrorRatioText.ASSUMES);
    }
    MethodsText.sentence(analysis).ifPresent(said -> lines.addAll(List.of("", said)));
    return lines;
  }

  private static List<String> row(ContrastDetail detail) {
    Posterior posterior = detail.result().posterior();
    return List.of(
        "%s against %s"
            .formatted(Names.level(detail.contrast()), Names.baseline(detail.contrast())),
        Names.metric(detail.objective().metric()),
        Numbers.probability(posterior.worse()),
        Numbers.probability(posterior.equivalent()),
        Numbers.probability(posterior.better()));
  }
}
