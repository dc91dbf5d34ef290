package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.Failures;
import dev.nightsweep.analysis.contrast.LostSeed;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.util.stream.Collectors;

/** The names of things in sentences. */
public final class Names {
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

  /** {@code 6 of 6 runs failed, at the baseline 0 (p 0.031)}. */
  public static String failures(Failures failures) {
    return "%s of %s failed, at the baseline %s (p %s)"
        .formatted(
            failures.level(),
            Numbers.count(failures.pairs(), "run"),
            failures.baseline(),
            Numbers.probability(failures.pHolm()));
  }

  /** {@code diverged}, or {@code no finite validation accuracy; crashed}: why a seed is lost. */
  public static String causes(LostSeed seed, String metric) {
    return seed.runs().stream()
        .map(run -> Labels.noReading(run.state(), metric))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String side(Contrast contrast, String name) {
    return contrast.factor().equals(Contrast.ARM) ? name : contrast.factor() + "=" + name;
  }
}
