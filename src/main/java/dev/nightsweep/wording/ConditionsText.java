package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a sweep's verdicts are conditional on: how arms were tuned, how seeds were added. */
public final class ConditionsText {
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
    if (rule.anytime()) {
      return "The tests hold at any look: p values, verdicts and simultaneous intervals allow for a look after every seed, without end, so seeds may be added and looked at at will; there are %d."
          .formatted(seeds);
    }
    return "Seeds are added until all is settled: a sequential rule with a look after %d seeds and after each further one up to %d; there are %d. Its p values, estimates and intervals hold over all these looks, and so do the rulings on claims and interactions."
        .formatted(rule.first(), rule.cap(), seeds);
  }

  private static List<String> postHoc(SweepHeader header) {
    if (!header.isPostHoc()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    header.postHoc().stream()
        .map("Post hoc: %s, changed after there were results."::formatted)
        .forEach(sentences::add);
    List<JudgedContrast> before = header.judgedBefore();
    if (!before.isEmpty()) {
      sentences.add(
          "What was compared before that counts in the family of the tests: %s."
              .formatted(
                  before.stream()
                      .map(b -> "%s (%s)".formatted(b.contrast().title(), Names.metric(b.metric())))
                      .collect(Collectors.joining(", "))));
    }
    return sentences;
  }

  private static List<String> tuned(SweepAnalysis analysis, Tuning tuning) {
    SweepHeader header = analysis.sweep().header();
    List<String> sentences = new ArrayList<>();
    if (!tuning.isDone()) {
      sentences.add(
          "The arms are being tuned (%s); they are compared after that, on %d other seeds."
              .formatted(OwnBestText.names(tuning), header.seeds().size()));
      return sentences;
    }
    sentences.add(
        "Chosen on validation among %d settings of %s, the same in every arm, over %d selection seeds; compared on %d other seeds. The verdict is one at the chosen settings."
            .formatted(
                tuning.candidates().size(),
                OwnBestText.names(tuning),
                tuning.seeds().size(),
                header.seeds().size()));
    tuning.choices().stream()
        .flatMap(choice -> choice.remarks().stream())
        .map(ConditionsText::remark)
        .distinct()
        .forEach(sentences::add);
    analysis.tunedContrasts().stream()
        .map(tuned -> ChoiceText.sentence(tuned, analysis.sweep()))
        .forEach(sentences::add);
    sentences.addAll(fixed(analysis, tuning));
    return sentences;
  }

  /** Once arms are compared the grid that they were tuned over is locked. */
  private static String remark(Tuning.Remark remark) {
    return remark.kind() == Tuning.Remark.Kind.EDGE
        ? remark.text() + " That takes a new sweep."
        : remark.text();
  }

  private static List<String> fixed(SweepAnalysis analysis, Tuning tuning) {
    int seeds = tuning.seeds().size();
    if (seeds < Thresholds.MIN_SEEDS) {
      return List.of(
          "What one %s for all arms would have claimed is not said in words: a verdict needs %d selection seeds, and there were %d."
              .formatted(OwnBestText.names(tuning), Thresholds.MIN_SEEDS, seeds));
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
}
