package dev.nightsweep.publish.export;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ContrastResult;

/**
 * What is measured of a contrast, as JSON tells it.
 *
 * @param meanDifference for {@code time} a ratio, and so its interval
 * @param interval the 95 % t interval
 * @param pSignFlip exact, two-sided
 * @param effectSize d_z with Hedges' correction; for {@code time} of logarithms
 * @param improvement the estimated chance that a seed reads better at the level
 * @param improvementInterval its exact 95 % interval
 */
public record ContrastJson(
    String factor,
    String level,
    String baseline,
    String metric,
    int pairs,
    double meanDifference,
    Interval interval,
    double pSignFlip,
    double effectSize,
    double improvement,
    Interval improvementInterval) {

  public static ContrastJson of(ContrastDetail detail) {
    ContrastResult result = detail.result();
    return new ContrastJson(
        result.factor(),
        result.level(),
        result.baseline(),
        result.metric(),
        result.pairs(),
        result.meanDifference(),
        detail.interval(),
        result.pValue(),
        detail.spread().effectSize(),
        detail.improvement(),
        detail.improvementInterval());
  }
}
