package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.ContrastDetail.Basis;
import dev.nightsweep.analysis.contrast.DecidingInterval;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.text.Numbers;
import java.util.Optional;

/**
 * Says by which interval a verdict was reached. The 95 % interval that is printed is not always
 * that one: equivalence goes by 1 − 2 α, and of several contrasts each has what Holm left to it.
 */
public final class DecidingText {
  private DecidingText() {}

  /** {@code its 90 % interval lies inside the margin}; empty without a margin or an interval. */
  public static Optional<String> place(ContrastDetail detail) {
    Interval interval = detail.deciding().isKnown() ? decisive(detail) : detail.interval();
    if (detail.margin().isEmpty() || !interval.isKnown()) {
      return Optional.empty();
    }
    Side side = side(detail, interval);
    return fits(detail, side)
        ? Optional.of("its %s %s the margin".formatted(name(detail), side.text))
        : Optional.empty();
  }

  /**
   * What a reader of the 95 % interval needs to know to see why the verdict is what it is; empty
   * where that interval shows it.
   */
  public static Optional<String> explanation(ContrastDetail detail) {
    return byHolm(detail).or(() -> byEquivalence(detail));
  }

  /** Why no difference was found though the 95 % interval leaves zero out, if so. */
  public static Optional<String> byHolm(ContrastDetail detail) {
    boolean isTested = detail.basis() == Basis.TESTS && detail.interval().isKnown();
    return isTested && isUndecided(detail.result()) && leavesZeroOut(detail)
        ? Optional.of(
            "its 95 %% interval alone leaves %s out, but after Holm's correction over all contrasts no difference is shown (p %s)"
                .formatted(
                    detail.isTime() ? "×1" : "zero", Numbers.probability(detail.result().pHolm())))
        : Optional.empty();
  }

  private static boolean isUndecided(ContrastResult result) {
    boolean differs = result.verdict() == Verdict.BETTER || result.verdict() == Verdict.WORSE;
    return !differs && result.pHolm() > Thresholds.ALPHA;
  }

  private static Optional<String> byEquivalence(ContrastDetail detail) {
    boolean isFound =
        detail.result().verdict() == Verdict.EQUIVALENT && detail.deciding().isKnown();
    return isFound && side(detail, detail.interval()) != Side.INSIDE
        ? place(detail)
            .map(place -> "%s: %s".formatted(place, ContrastText.written(detail, decisive(detail))))
        : Optional.empty();
  }

  private static boolean leavesZeroOut(ContrastDetail detail) {
    return !detail.interval().contains(detail.isTime() ? 1 : 0);
  }

  private static Interval decisive(ContrastDetail detail) {
    return detail.deciding().interval();
  }

  private static String name(ContrastDetail detail) {
    DecidingInterval deciding = detail.deciding();
    double coverage = deciding.isKnown() ? deciding.coverage() : 1 - Thresholds.ALPHA;
    return "%s interval%s%s"
        .formatted(
            percent(coverage),
            detail.result().isRepeated() ? " over all looks" : "",
            detail.machines().isPresent() ? " over all machines" : "");
  }

  /** {@code 90 %}, {@code 98.3 %}. */
  public static String percent(double coverage) {
    double percent = 100 * coverage;
    boolean isWhole = Math.abs(percent - Math.rint(percent)) < 0.005;
    boolean isTenth = Math.abs(10 * percent - Math.rint(10 * percent)) < 0.05;
    return Numbers.plain(percent, isWhole ? 0 : isTenth ? 1 : 2) + " %";
  }

  /** Where an interval lies beside the margin. */
  private enum Side {
    INSIDE("lies inside"),
    BEYOND("lies beyond"),
    ACROSS("reaches across an end of");

    private final String text;

    Side(String text) {
      this.text = text;
    }
  }

  private static Side side(ContrastDetail detail, Interval interval) {
    double margin = detail.margin().orElseThrow();
    Interval held = detail.isTime() ? interval.map(Math::log) : interval;
    return held.isInside(margin) ? Side.INSIDE : held.isBeyond(margin) ? Side.BEYOND : Side.ACROSS;
  }

  /** Whether it does not suggest another verdict than that of the tests, each with its own Holm. */
  private static boolean fits(ContrastDetail detail, Side side) {
    return switch (detail.result().verdict()) {
      case EQUIVALENT -> side == Side.INSIDE;
      case INCONCLUSIVE -> detail.basis() != Basis.TESTS || side == Side.ACROSS;
      case BETTER, WORSE ->
          (!detail.isNegligible() || side == Side.INSIDE)
              && (!detail.isMaterial() || side == Side.BEYOND);
      case NO_VERDICT -> true;
    };
  }
}
