package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words for people what a contrast's numbers say. */
public final class ContrastText {
  /** What a table of several looks needs said. */
  public static final String OVER_LOOKS =
      "Differences and their intervals allow for all looks: they are of the seeds up to the look"
          + " that found the verdict.";

  private static final String LEARNING_RATE = "learning_rate";

  private ContrastText() {}

  /**
   * The whole answer: verdict, numbers, the cost in time and, if they differ, in parameters.
   *
   * @param time the same contrast on training time, if there is one
   * @param cost what else it costs, if that is known
   */
  public static String answer(
      ContrastDetail detail,
      Optional<ContrastDetail> time,
      Optional<ContrastCost> cost,
      SweepRecord sweep) {
    Stream<String> costs =
        Stream.concat(
            time.flatMap(ContrastText::cost).map(c -> "takes " + c).stream(),
            cost.flatMap(ContrastText::parameters).map(c -> "has " + c).stream());
    String all = costs.collect(Collectors.joining(" and "));
    String price = all.isEmpty() ? "" : "; it " + all;
    return headline(detail, sweep) + ": " + numbers(detail) + outlook(detail, sweep) + price + ".";
  }

  /** The verdict, and what it is conditional on, without a full stop. */
  public static String headline(ContrastDetail detail, SweepRecord sweep) {
    return verdict(detail) + atSharedRate(detail, sweep) + atOwnBest(detail, sweep);
  }

  /** The verdict alone, without a full stop. */
  public static String verdict(ContrastDetail detail) {
    String level = Names.level(detail.contrast());
    String baseline = Names.baseline(detail.contrast());
    String metric = Names.metric(detail.objective().metric());
    String indicative = detail.isIndicative() ? " (indicative: few seeds)" : "";
    if (detail.result().byLevel().isPresent()) {
      return "Whether %s is better than %s in %s depends on the level: %s; the mean over the levels describes none of them"
          .formatted(level, baseline, metric, detail.result().byLevel().get());
    }
    if (detail.isDecidedByFailures()) {
      return "%s is %s than %s: %s".formatted(level, word(detail), baseline, reason(detail));
    }
    return switch (detail.result().verdict()) {
      case BETTER, WORSE ->
          "%s is %s%s than %s in %s%s"
              .formatted(level, weight(detail), word(detail), baseline, metric, indicative);
      case EQUIVALENT ->
          "%s is equivalent to %s within %s%s"
              .formatted(level, baseline, margin(detail), indicative);
      case INCONCLUSIVE ->
          "Whether %s differs from %s in %s is not settled%s"
              .formatted(level, baseline, metric, indicative);
      case NO_VERDICT ->
          "No verdict on %s against %s (%s)".formatted(level, baseline, reason(detail));
    };
  }

  /**
   * {@code difference −0.0012, 95 % interval [−0.0041, +0.0017], 6 paired seeds}; of several looks
   * what allows for them, and where the verdict was found.
   */
  public static String numbers(ContrastDetail detail) {
    String pairs = Names.pairs(detail.result().pairs()) + lost(detail);
    if (detail.result().pairs() == 0) {
      return pairs;
    }
    boolean repeated = detail.result().isRepeated();
    String overLooks = repeated ? " over all looks" : "";
    String interval = interval(detail).map(i -> ", 95 % interval" + overLooks + " " + i).orElse("");
    String what = (repeated ? "estimated " : "") + (detail.isTime() ? "ratio" : "difference");
    return "%s %s%s, %s"
        .formatted(what, effect(detail), interval, found(detail).orElse(pairs + further(detail)));
  }

  /** That the seeds show no spread, if they do not. */
  public static Optional<String> same(ContrastDetail detail) {
    boolean isSame = detail.result().pairs() > 1 && detail.spread().standardDeviation() == 0;
    boolean isPoint = detail.interval().low() == detail.interval().high();
    return isSame
        ? Optional.of(
            "all %d seeds gave the same %s%s"
                .formatted(
                    detail.result().pairs(),
                    detail.isTime() ? "ratio" : "difference",
                    isPoint ? ", so the interval has no width" : ""))
        : Optional.empty();
  }

  /** The verdict in a word or two that stand by themselves: {@code negligibly better}. */
  public static String brief(ContrastDetail detail) {
    boolean isUnequal =
        detail.result().verdict() == Verdict.BETTER || detail.result().verdict() == Verdict.WORSE;
    return isUnequal && detail.result().byLevel().isEmpty()
        ? weight(detail) + word(detail)
        : word(detail.result());
  }

  /** Whether some of its arms were left out of seeds that were added. */
  private static String further(ContrastDetail detail) {
    return detail.pairs().leftOut() == 0 ? "" : ", not trained further";
  }

  /** {@code found after 5 of 12 paired seeds (the mean of all is −0.0023)}, if it was. */
  public static Optional<String> found(ContrastDetail detail) {
    ContrastResult result = detail.result();
    int pairs = result.pairs();
    String ofAll = figure(detail, result.meanDifference());
    String mean = isTurned(result) ? ", %s, points the other way" : " is %s";
    return result
        .foundAt()
        .map(
            at ->
                at == pairs
                    ? "found after %s".formatted(Names.pairs(at))
                    : "found after %d of %s (the mean of all%s)"
                        .formatted(at, Names.pairs(pairs), mean.formatted(ofAll)))
        .map(text -> text + further(detail));
  }

  /** Whether better or worse was found, and all seeds together would say the opposite. */
  private static boolean isTurned(ContrastResult result) {
    double none = result.metric().equals(Metrics.TIME) ? 1 : 0;
    double then = result.reported().mean() - none;
    double now = result.meanDifference() - none;
    return result.verdict() != Verdict.EQUIVALENT && then * now < 0;
  }

  /** The verdict in a word or two. */
  public static String word(ContrastResult result) {
    return result.byLevel().isPresent() ? "depends on the level" : result.verdict().text();
  }

  /** As which it is shown by sign and colour: one that depends on the level is none of either. */
  public static Verdict shown(ContrastResult result) {
    return result.byLevel().isPresent() ? Verdict.INCONCLUSIVE : result.verdict();
  }

  /** For whom a result on the test set holds. */
  public static String reach(ContrastDetail detail) {
    return detail
        .result()
        .images()
        .map(
            images ->
                "for new seeds and new images, by %s test images"
                    .formatted(Numbers.grouped(images)))
        .orElse(
            "for new seeds on these test images alone, since not all runs kept what they predicted");
  }

  /** What the mean is without, unless that is said as the reason of what the answer says. */
  private static String lost(ContrastDetail detail) {
    boolean isSaid = detail.basis() == ContrastDetail.Basis.LOSSES;
    return detail.lost().isEmpty() || isSaid ? "" : " (%s)".formatted(Names.losses(detail));
  }

  /** The mean difference, or ratio, marked where it is a mean of unlike machines. */
  public static String overall(ContrastDetail detail) {
    return effect(detail) + (detail.machines().isPresent() ? ", all machines" : "");
  }

  /** The difference, or ratio, with the decimals that its interval deserves. */
  public static String effect(ContrastDetail detail) {
    return figure(detail, detail.result().reported().mean());
  }

  /** {@code [−0.0041, +0.0017]}, if there is an interval. */
  public static Optional<String> interval(ContrastDetail detail) {
    return known(detail, detail.interval());
  }

  /** The interval that holds for all contrasts of the metric at once. */
  public static Optional<String> simultaneous(ContrastDetail detail) {
    return known(detail, detail.simultaneous());
  }

  /** A difference, or a ratio, with the decimals that the contrast's interval deserves. */
  public static String figure(ContrastDetail detail, double difference) {
    int decimals = Numbers.decimals(halfWidth(detail));
    return detail.isTime()
        ? Numbers.ratio(difference, Math.max(2, Math.min(decimals - 2, 4)))
        : Numbers.signed(difference, decimals);
  }

  /**
   * {@code ×1.31 [1.27, 1.36] the time}, or {@code ×1.12 to ×1.31 the time (2 unlike machines)}, if
   * any seed has a ratio.
   */
  public static Optional<String> cost(ContrastDetail time) {
    if (time.result().pairs() == 0) {
      return Optional.empty();
    }
    String overall = effect(time) + interval(time).map(i -> " " + i).orElse("") + " the time";
    return Optional.of(time.machines().map(ContrastText::byMachine).orElse(overall));
  }

  /** {@code ×1.200 the parameters}, if the nets differ in them. */
  public static Optional<String> parameters(ContrastCost cost) {
    List<String> texts =
        cost.parameterRatios().sorted().mapToObj(ContrastText::times).distinct().toList();
    String last = texts.get(texts.size() - 1);
    String range = texts.size() == 1 ? last : "%s to %s".formatted(texts.get(0), last);
    return texts.equals(List.of(times(1)))
        ? Optional.empty()
        : Optional.of(range + " the parameters");
  }

  private static String times(double ratio) {
    return Numbers.ratio(ratio, ratio == 1 ? 0 : Numbers.decimals(ratio - 1));
  }

  private static String byMachine(MachineHeterogeneity machines) {
    return "%s the time (%s)".formatted(range(machines), count(machines));
  }

  /** {@code 2 unlike machines}. */
  public static String count(MachineHeterogeneity machines) {
    return machines.shares().size() + " unlike machines";
  }

  /** {@code ×1.12 to ×1.31}. */
  public static String range(MachineHeterogeneity machines) {
    Interval range = machines.range();
    return "%s to %s".formatted(Numbers.ratio(range.low(), 2), Numbers.ratio(range.high(), 2));
  }

  /** {@code ±0.010 validation accuracy}, or {@code a factor of 1.051 in training time}. */
  public static String margin(ContrastDetail detail) {
    String metric = Names.metric(detail.objective().metric());
    double margin = detail.margin().orElse(Double.NaN);
    return detail.isTime()
        ? "a factor of %s in %s".formatted(Numbers.plain(Math.exp(margin), 3), metric)
        : "±%s %s".formatted(Numbers.plain(margin, Numbers.decimals(margin)), metric);
  }

  /**
   * Whether both sides of the contrast trained at one and the same learning rate, so that a
   * difference may be one of the rate that suits them.
   */
  public static boolean isAtSharedRate(Contrast contrast, SweepRecord sweep) {
    List<Setting> rates =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .flatMap(arm -> sweep.arm(arm).settings().find(LEARNING_RATE).stream())
            .distinct()
            .toList();
    return rates.size() == 1;
  }

  private static String atSharedRate(ContrastDetail detail, SweepRecord sweep) {
    boolean judged = detail.result().verdict() != Verdict.NO_VERDICT;
    return judged && isAtSharedRate(detail.contrast(), sweep)
        ? ", at one shared learning rate"
        : "";
  }

  private static String atOwnBest(ContrastDetail detail, SweepRecord sweep) {
    return detail.result().verdict() == Verdict.NO_VERDICT
        ? ""
        : OwnBestText.of(detail.contrast(), sweep);
  }

  private static String outlook(ContrastDetail detail, SweepRecord sweep) {
    return next(detail, sweep).map(next -> "; " + next).orElse("");
  }

  /** What would settle an inconclusive contrast, or why the tests do not. */
  public static Optional<String> next(ContrastDetail detail, SweepRecord sweep) {
    if (detail.result().verdict() != Verdict.INCONCLUSIVE) {
      return Optional.empty();
    }
    if (detail.basis() != ContrastDetail.Basis.TESTS) {
      return Optional.of(reason(detail));
    }
    String needed =
        detail.seedsNeeded().isPresent()
            ? "about %s seeds would settle it, %s"
                .formatted(detail.seedsNeeded().getAsInt(), moreSeeds(sweep.header()))
            : "more than a thousand seeds would be needed to settle it";
    return Optional.of(given(detail, sweep.header()).map(g -> g + "; ").orElse("") + needed);
  }

  /** That no seed is added for it, since even those up to the cap would hardly settle it. */
  private static Optional<String> given(ContrastDetail detail, SweepHeader header) {
    return detail.isHopeless()
        ? header
            .rule()
            .map(
                rule ->
                    "no seeds are added, since those up to %d would settle it with a chance of %s"
                        .formatted(rule.cap(), chance(detail.prospect().orElse(0))))
        : Optional.empty();
  }

  private static String chance(double chance) {
    return chance < 0.01 ? "less than 1 %" : Math.round(100 * chance) + " %";
  }

  /** Where more seeds may come from: tests at any look let the sweep itself go on. */
  private static String moreSeeds(SweepHeader header) {
    if (header.isTracked()) {
      return "on fresh ones, trained where these were";
    }
    return header.rule().filter(SeedRule::anytime).isPresent()
        ? "and more may be added (--max-seeds)"
        : "in a new sweep on fresh ones";
  }

  /** Why the tests on the differences do not decide; empty if they do. */
  public static String reason(ContrastDetail detail) {
    return switch (detail.basis()) {
      case TESTS -> "";
      case FAILURES -> Names.failures(detail.failures());
      case LOSSES -> losses(detail);
      case NOT_ASKED -> "the spec asks for none";
      case INTERIM -> "runs are still to come";
      case STOPPED -> Names.STOPPED;
      case TOO_FEW_SEEDS ->
          "%s, and a verdict needs %s"
              .formatted(Names.pairs(detail.result().pairs()), Thresholds.MIN_SEEDS);
    };
  }

  private static String losses(ContrastDetail detail) {
    String lost = Names.losses(detail);
    return detail.isTime() ? lost : lost + ": " + Names.failures(detail.failures());
  }

  private static String weight(ContrastDetail detail) {
    return detail.isNegligible() ? "negligibly " : detail.isMaterial() ? "materially " : "";
  }

  private static String word(ContrastDetail detail) {
    boolean better = detail.result().verdict() == Verdict.BETTER;
    if (detail.isTime()) {
      return better ? "faster" : "slower";
    }
    return better ? "better" : "worse";
  }

  private static Optional<String> known(ContrastDetail detail, Interval interval) {
    return interval.isKnown() ? Optional.of(written(detail, interval)) : Optional.empty();
  }

  /** {@code [−0.0041, +0.0017]}. */
  static String written(ContrastDetail detail, Interval interval) {
    return "[%s, %s]".formatted(bare(detail, interval.low()), bare(detail, interval.high()));
  }

  private static String bare(ContrastDetail detail, double end) {
    String text = figure(detail, end);
    return detail.isTime() ? text.substring(1) : text;
  }

  private static double halfWidth(ContrastDetail detail) {
    ContrastResult.Difference told = detail.result().reported();
    double half = (told.high() - told.low()) / 2;
    return half > 0 ? half : told.mean();
  }
}
