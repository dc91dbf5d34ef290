package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How many times the baseline's errors the level makes. Near the ceiling a difference of accuracies
 * says little: 99.0 % to 99.5 % halves the errors. It is the geometric mean over the seeds: the
 * paired t interval is of the differences of the logarithms.
 *
 * @param metric the accuracy, or error rate, that it is about
 * @param pairs seeds whose runs all made errors, which alone have a logarithm
 * @param faultless complete seeds that are left out because a run made none
 * @param ratio the level's error rate over the baseline's
 * @param interval the 95 % interval of the ratio, not adjusted
 */
public record ErrorRatio(
    Contrast contrast, String metric, int pairs, int faultless, double ratio, Interval interval) {

  /** Of every contrast on the objective and its test twin, where these are shares. */
  public static List<ErrorRatio> of(JudgedRuns runs) {
    List<ErrorRatio> ratios = new ArrayList<>();
    for (Contrast contrast : runs.contrasts()) {
      for (Endpoint endpoint : runs.endpoints()) {
        boolean share = runs.evidence().metrics().get(endpoint.objective().metric()).isFraction();
        if (share && !endpoint.isTime()) {
          ratios.add(of(runs.pairing(contrast, endpoint), contrast, endpoint.objective()));
        }
      }
    }
    return List.copyOf(ratios);
  }

  private static ErrorRatio of(Pairing pairing, Contrast contrast, Objective objective) {
    DoubleUnaryOperator error = objective.gain(1) > 0 ? share -> 1 - share : share -> share;
    List<Double> logarithms =
        pairing.differences().stream()
            .filter(s -> error.applyAsDouble(s.level()) > 0)
            .filter(s -> error.applyAsDouble(s.baseline()) > 0)
            .map(s -> Math.log(error.applyAsDouble(s.level()) / error.applyAsDouble(s.baseline())))
            .toList();
    PairedSample sample = new PairedSample(logarithms);
    return new ErrorRatio(
        contrast,
        objective.metric(),
        sample.n(),
        pairing.differences().size() - sample.n(),
        Math.exp(sample.mean()),
        sample.interval(1 - Thresholds.ALPHA).map(Math::exp));
  }
}
