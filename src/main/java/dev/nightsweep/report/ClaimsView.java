package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.model.Claim;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ClaimText;
import java.util.List;
import java.util.Optional;

/** What was said before the sweep, and what the seeds say to it. */
final class ClaimsView {
  private static final String KEY =
      "Confirmed: the truth lies within the metric's margin of what was claimed. Refuted: it is"
          + " another. Left open: neither was shown. Adjusted by Holm over all claims.";

  private ClaimsView() {}

  /** Claims in the order of the spec. */
  static Optional<Section> section(SweepFacts facts) {
    Grid claims =
        new Grid(
            "Claims, stated before the first run",
            List.of(
                Grid.Column.text("claim"),
                Grid.Column.text("ruling"),
                Grid.Column.number("measured"),
                Grid.Column.number("95 % interval"),
                Grid.Column.number("p (refuted)"),
                Grid.Column.number("p (confirmed)"),
                Grid.Column.number("seeds"),
                Grid.Column.text("note")),
            facts.analysis().claims().stream().map(ClaimsView::row).toList());
    return claims.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.plain("claims", "Claims", PlainView.tables("", List.of(claims), KEY)));
  }

  private static List<Grid.Cell> row(ClaimResult result) {
    Claim claim = result.claim();
    boolean ratio = claim.kind() == Claim.Kind.RATIO;
    return List.of(
        Grid.Cell.of(ClaimText.claimed(result)),
        Grid.Cell.styled(ClaimText.word(result.ruling()), style(result.ruling())),
        Grid.Cell.of(result.pairs() == 0 ? "–" : figure(result.estimate(), ratio)),
        Grid.Cell.of(
            result.interval().isKnown()
                ? "[%s, %s]"
                    .formatted(
                        figure(result.interval().low(), ratio),
                        figure(result.interval().high(), ratio))
                : "–"),
        Grid.Cell.of(probability(result.pRefuted())),
        Grid.Cell.of(probability(result.pConfirmed())),
        Grid.Cell.of(Integer.toString(result.pairs())),
        Grid.Cell.of(ClaimText.reason(result)));
  }

  private static String style(ClaimResult.Ruling ruling) {
    return switch (ruling) {
      case CONFIRMED -> "good";
      case REFUTED -> "bad";
      case OPEN -> "open";
    };
  }

  private static String probability(double p) {
    return Double.isNaN(p) ? "–" : Numbers.probability(p);
  }

  private static String figure(double number, boolean ratio) {
    return ratio ? Numbers.ratio(number, 3) : Numbers.signed(number, 4);
  }
}
