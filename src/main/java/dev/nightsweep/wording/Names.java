package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Failures;
import dev.nightsweep.analysis.contrast.LostSeed;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.util.stream.Collectors;

/** The names of things in sentences. */
public final class Names {
  /** Of a run that went through and reads what one reads that learns nothing. */
  public static final String NEVER_LEARNED = "never learned";

  /** Why there is no verdict where the audit found what it would rest on to be no measurement. */
  static final String STOPPED = "the audit found runs of different seeds that read the same";

  private Names() {}

  /** {@code validation accuracy}. */
  public static String metric(String name) {
    return Labels.metric(name);
  }

  /** What is left to 1 of a metric that is a fraction: {@code validation error}. */
  public static String error(MetricDefinition fraction) {
    String name = metric(fraction.name());
    return name.contains("accuracy") ? name.replace("accuracy", "error") : "1 − " + name;
  }

  /** {@code lrn=true}, or an arm's name. */
  public static String level(Contrast contrast) {
    return side(contrast, contrast.level());
  }

  /** {@code lrn=false}, or an arm's name. */
  public static String baseline(Contrast contrast) {
    return side(contrast, contrast.baseline());
  }

  /** {@code 6 paired seeds}. */
  public static String pairs(int number) {
    return Numbers.count(number, "paired seed");
  }

  /**
   * {@code 6 of 6 runs failed, at the baseline 0 (p 0.031)}; or {@code never learned}, or that some
   * of them did.
   */
  public static String failures(Failures failures) {
    int stuck = failures.neverLearned().runs();
    boolean all = stuck == failures.level() + failures.baseline();
    String what = stuck == 0 ? "failed" : all ? "never learned" : "failed or never learned";
    return "%s of %s %s, at the baseline %s (p %s)"
        .formatted(
            failures.level(),
            Numbers.count(failures.pairs(), "run"),
            what,
            failures.baseline(),
            Numbers.probability(failures.pHolm()));
  }

  /** {@code 3 of 10 seeds never learned}, or {@code were lost}, or were lost in both ways. */
  public static String losses(ContrastDetail detail) {
    int lost = detail.lost().size();
    long stuck = detail.lost().stream().filter(LostSeed::hasNeverLearned).count();
    String of = "%s of %s".formatted(lost, Numbers.count(detail.plannedSeeds(), "seed"));
    if (stuck == lost) {
      return of + " " + NEVER_LEARNED;
    }
    String were = of + " were lost";
    return stuck == 0 ? were : "%s (%s %s)".formatted(were, stuck, NEVER_LEARNED);
  }

  /** {@code diverged}, or {@code completed, never learned}. */
  public static String state(RunState state, boolean neverLearned) {
    return Labels.word(state) + (neverLearned ? ", " + NEVER_LEARNED : "");
  }

  /** {@code validation accuracy no better than 0.1229}: what counts as never learned. */
  public static String chance(ChanceLevel level) {
    return "%s no better than %s"
        .formatted(metric(level.objective().metric()), Setting.of(level.reading()).text());
  }

  /** {@code diverged}, or {@code no finite validation accuracy; crashed}: why a seed is lost. */
  public static String causes(LostSeed seed, String metric) {
    return seed.runs().stream()
        .map(run -> run.neverLearned() ? NEVER_LEARNED : Labels.noReading(run.state(), metric))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String side(Contrast contrast, String name) {
    return contrast.factor().equals(Contrast.ARM) ? name : contrast.factor() + "=" + name;
  }
}
