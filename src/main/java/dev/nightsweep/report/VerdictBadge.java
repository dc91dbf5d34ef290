package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.ShortAnswer;

/**
 * A verdict in a word or two.
 *
 * @param style a class of the page's style, for its colour
 * @param sign the same without colour; empty for none
 */
public record VerdictBadge(String style, String sign, String text) {
  private static final String NEGLIGIBLE = "v-negligible";

  /** Of a contrast on one metric: {@code negligibly better}. */
  static VerdictBadge of(ContrastDetail detail) {
    return of(detail.result(), detail.isNegligible(), ContrastText.brief(detail));
  }

  /** The same with the level, as the results of a look tell it: {@code lrn=true better}. */
  static VerdictBadge of(ContrastResult result) {
    return of(result, ShortAnswer.isNegligible(result), ShortAnswer.of(result));
  }

  private static VerdictBadge of(ContrastResult result, boolean negligible, String text) {
    Verdict verdict = ContrastText.shown(result);
    boolean isSmall = negligible && result.byLevel().isEmpty();
    return new VerdictBadge(
        isSmall ? NEGLIGIBLE : Labels.style(verdict),
        isSmall ? small(verdict) : Labels.sign(verdict),
        text);
  }

  /** Hollow. */
  private static String small(Verdict verdict) {
    return verdict == Verdict.BETTER ? "△" : "▽";
  }
}
