package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ErrorRatio;
import dev.nightsweep.text.Numbers;

/** Says how many times the baseline's errors a level makes. */
public final class ErrorRatioText {
  /** What the numbers assume. */
  public static final String ASSUMES =
      "Ratios of error rates, level over baseline, are geometric means over the seeds. Their 95 %"
          + " intervals are paired t intervals of the logarithms: they assume that a factor changes"
          + " the errors of all seeds by about the same ratio and that the log ratios are nearly"
          + " normal. They are not adjusted for several contrasts or looks, and no verdict rests on"
          + " them.";

  private ErrorRatioText() {}

  /** {@code lrn=true makes ×0.82 [0.75, 0.90] the errors of lrn=false …}. */
  public static String sentence(ErrorRatio ratio) {
    String of =
        "%s against %s in %s"
            .formatted(
                Names.level(ratio.contrast()),
                Names.baseline(ratio.contrast()),
                Names.metric(ratio.metric()));
    String left =
        ratio.faultless() == 0
            ? ""
            : "; %s left out that had a run without any error"
                .formatted(Numbers.count(ratio.faultless(), "seed"));
    return ratio.pairs() == 0
        ? "%s: no ratio of errors%s.".formatted(of, left)
        : "%s: ×%s the errors%s, %s%s."
            .formatted(
                of,
                Numbers.plain(ratio.ratio(), 3),
                interval(ratio),
                Names.pairs(ratio.pairs()),
                left);
  }

  private static String interval(ErrorRatio ratio) {
    return ratio.interval().isKnown()
        ? ", 95 %% interval [%s, %s]"
            .formatted(
                Numbers.plain(ratio.interval().low(), 3), Numbers.plain(ratio.interval().high(), 3))
        : "";
  }
}
