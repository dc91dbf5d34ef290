package dev.nightsweep.cli.console;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ErrorRatio;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
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
    List<String> lines = new ArrayList<>(ofStored(analysis.nextLook()));
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

  /** How probable it is that each contrast of a look is worse, equivalent and better. */
  public static List<String> ofStored(List<ContrastResult> look) {
    List<ContrastResult> known = look.stream().filter(r -> r.posterior().isKnown()).toList();
    if (known.isEmpty()) {
      return List.of();
    }
    TextTable table = new TextTable("CONTRAST", "METRIC", "P(WORSE)", "P(EQUIVALENT)", "P(BETTER)");
    known.forEach(result -> table.row(row(result)));
    return List.of("", table.toString());
  }

  private static List<String> row(ContrastResult result) {
    Posterior posterior = result.posterior();
    ContrastResult.Levels levels = result.levels();
    Contrast contrast = new Contrast(levels.factor(), levels.level(), levels.baseline(), List.of());
    return List.of(
        "%s against %s".formatted(Names.level(contrast), Names.baseline(contrast)),
        Names.metric(result.metric()),
        Numbers.probability(posterior.worse()),
        Numbers.probability(posterior.equivalent()),
        Numbers.probability(posterior.better()));
  }
}
