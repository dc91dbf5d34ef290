package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a sweep's verdicts are conditional on: how arms were tuned, how seeds were added. */
public final class ConditionsText {
  private ConditionsText() {}

  /** In sentences, the gravest first. */
  public static List<String> of(SweepAnalysis analysis) {
    SweepHeader header = analysis.sweep().header();
    List<String> sentences = new ArrayList<>(TrackedText.conditions(header));
    judgedBefore(header).ifPresent(sentences::add);
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
      return "The tests hold at any look: p values, verdicts and simultaneous intervals allow for a look after every seed, without end, so seeds may be added, and results looked at, as often as you like; so far there are %d."
          .formatted(seeds);
    }
    return "Seeds are added until all is settled: a sequential rule with a look after %d seeds and after each further one up to %d; there are %d. Its p values, estimates and intervals hold over all these looks, and so do the rulings on claims and interactions."
        .formatted(rule.first(), rule.cap(), seeds);
  }

  /** What was changed after there were results is for the audit to tell. */
  private static Optional<String> judgedBefore(SweepHeader header) {
    List<JudgedContrast> before = header.judgedBefore();
    return before.isEmpty() || !header.isPostHoc()
        ? Optional.empty()
        : Optional.of(
            "Contrasts that were judged before the change still count in the family of the tests: %s."
                .formatted(
                    before.stream()
                        .map(
                            b ->
                                "%s (%s)".formatted(b.contrast().title(), Names.metric(b.metric())))
                        .collect(Collectors.joining("; "))));
  }

  private static List<String> tuned(SweepAnalysis analysis, Tuning tuning) {
    SweepHeader header = analysis.sweep().header();
    List<String> sentences = new ArrayList<>();
    if (!tuning.isDone()) {
      sentences.add(
          "The arms are being tuned (%s); they are compared after that, on %s."
              .formatted(
                  OwnBestText.names(tuning), Numbers.count(header.seeds().size(), "other seed")));
      return sentences;
    }
    sentences.add(
        "Chosen on validation among %s of %s, the same in every arm, over %s; compared on %s. The verdict is one at the chosen settings."
            .formatted(
                Numbers.count(tuning.candidates().size(), "setting"),
                OwnBestText.names(tuning),
                Numbers.count(tuning.seeds().size(), "selection seed"),
                Numbers.count(header.seeds().size(), "other seed")));
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
          "What a single %s for all arms would have shown is left open: a verdict needs %d selection seeds, and there %s %d."
              .formatted(
                  OwnBestText.names(tuning),
                  Thresholds.MIN_SEEDS,
                  seeds == 1 ? "was" : "were",
                  seeds));
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
