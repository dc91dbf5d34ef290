package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a sweep's verdicts are conditional on: how arms were tuned, how seeds were added. */
public final class ConditionsText {
  private static final int MAX_ARMS = 4;

  private ConditionsText() {}

  /** In sentences, the gravest first. */
  public static List<String> of(SweepAnalysis analysis) {
    SweepHeader header = analysis.sweep().header();
    List<String> sentences = new ArrayList<>();
    sentences.addAll(postHoc(header));
    if (analysis.isExtendedAfterLook()) {
      sentences.add(
          "Extended after a look: error rate not controlled. A verdict was shown before the last"
              + " seeds were added.");
    }
    header.tuning().ifPresent(tuning -> sentences.addAll(tuned(analysis, tuning)));
    header.rule().ifPresent(rule -> sentences.add(rule(rule, header.seeds().size())));
    return List.copyOf(sentences);
  }

  /** How seeds are added. */
  private static String rule(SeedRule rule, int seeds) {
    return "Seeds are added until all is settled: a sequential rule with a look after %d seeds and after each further one up to %d; there are %d. Its p values hold over all these looks."
        .formatted(rule.first(), rule.cap(), seeds);
  }

  private static List<String> postHoc(SweepHeader header) {
    return header.postHoc().stream()
        .map("Post hoc: %s, changed after there were results."::formatted)
        .toList();
  }

  /** {@code , at each arm's own best learning_rate (0.1 for lrn=true, 0.01 for lrn=false)}. */
  static String atOwnBest(Contrast contrast, SweepRecord sweep) {
    Optional<Tuning> tuning = sweep.header().tuning().filter(Tuning::isDone);
    return tuning
        .map(t -> ", at each arm's own best " + names(t) + own(contrast, sweep, t))
        .orElse("");
  }

  private static String own(Contrast contrast, SweepRecord sweep, Tuning tuning) {
    List<Arm> arms =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .distinct()
            .map(sweep::arm)
            .toList();
    return arms.size() > MAX_ARMS
        ? ""
        : arms.stream()
            .map(arm -> "%s for %s".formatted(chosen(tuning, arm), arm.label()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** The numbers alone when one parameter is tuned, whose name stands before them. */
  private static String chosen(Tuning tuning, Arm arm) {
    return tuning
        .choice(arm.armId())
        .map(Tuning.Choice::settings)
        .map(s -> s.byName().size() == 1 ? s.get(tuning.parameters().get(0)).text() : s.toString())
        .orElse("none");
  }

  private static List<String> tuned(SweepAnalysis analysis, Tuning tuning) {
    SweepHeader header = analysis.sweep().header();
    List<String> sentences = new ArrayList<>();
    if (!tuning.isDone()) {
      sentences.add(
          "The arms are being tuned (%s); they are compared after that, on %d other seeds."
              .formatted(names(tuning), header.seeds().size()));
      return sentences;
    }
    sentences.add(
        "Chosen on validation among %d settings of %s, the same in every arm, over %d selection seeds; compared on %d other seeds. The verdict is one at the chosen settings."
            .formatted(
                tuning.candidates().size(),
                names(tuning),
                tuning.seeds().size(),
                header.seeds().size()));
    tuning.choices().stream()
        .flatMap(choice -> choice.remarks().stream())
        .map(Tuning.Remark::text)
        .distinct()
        .forEach(sentences::add);
    sentences.addAll(fixed(analysis, tuning));
    return sentences;
  }

  private static List<String> fixed(SweepAnalysis analysis, Tuning tuning) {
    int seeds = tuning.seeds().size();
    if (seeds < Verdicts.FEWEST_SEEDS) {
      return List.of(
          "What one %s for all arms would have claimed is not said in words: a verdict needs %d selection seeds, and there were %d."
              .formatted(names(tuning), Verdicts.FEWEST_SEEDS, seeds));
    }
    return analysis.fixedSettings().stream().flatMap(f -> claims(f).stream()).toList();
  }

  private static List<String> claims(FixedSettings.Fixed fixed) {
    return fixed.details().stream()
        .map(
            detail ->
                "With %s in every arm the selection runs would have said: %s (%s)."
                    .formatted(
                        fixed.settings(),
                        ContrastText.verdict(detail),
                        ContrastText.numbers(detail)))
        .toList();
  }

  private static String names(Tuning tuning) {
    return String.join(", ", tuning.parameters());
  }
}
