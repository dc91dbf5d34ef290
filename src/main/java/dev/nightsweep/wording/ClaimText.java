package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.contrast.ClaimResult.Ruling;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.text.Numbers;
import java.util.OptionalDouble;

/** Says in words what was claimed, and what the seeds say to it. */
public final class ClaimText {
  private ClaimText() {}

  /** {@code the time of lrn=true is ×2.0 that of lrn=false} */
  public static String sentence(Claim claim) {
    return "the %s of %s is %s that of %s"
        .formatted(
            Names.metric(claim.metric()),
            Names.level(claim.contrast()),
            relation(claim),
            Names.baseline(claim.contrast()));
  }

  /** {@code the accuracy of lrn is the same as that of none within ±0.001}. */
  public static String claimed(ClaimResult result) {
    OptionalDouble margin = result.basis().margin();
    return sentence(result.claim())
        + (margin.isPresent() ? " within " + margin(result.claim(), margin.getAsDouble()) : "");
  }

  /** What nobody can show is that two are exactly equal. */
  private static String margin(Claim claim, double margin) {
    return claim.metric().equals(Metrics.TIME)
        ? "a factor of " + Numbers.plain(Math.exp(margin), 3)
        : "±" + Numbers.plain(margin, Numbers.decimals(margin));
  }

  private static String relation(Claim claim) {
    if (claim.kind() == Claim.Kind.RATIO) {
      return Numbers.ratio(claim.amount(), 2);
    } else if (claim.amount() == 0) {
      return "the same as";
    }
    return "%s %s"
        .formatted(
            Numbers.plain(Math.abs(claim.amount()), 4), claim.amount() > 0 ? "above" : "below");
  }

  /** {@code The claim that lrn=true takes ×2.0 the time of lrn=false is REFUTED: …} */
  public static String sentence(ClaimResult result) {
    Claim claim = result.claim();
    boolean ratio = claim.kind() == Claim.Kind.RATIO;
    String reason = reason(result).isEmpty() ? "" : " (" + reason(result) + ")";
    return "The claim that %s is %s: the %s is %s [%s, %s], %s%s."
        .formatted(
            claimed(result),
            word(result.ruling()),
            ratio ? "ratio" : "difference",
            figure(result.estimate(), ratio),
            figure(result.interval().low(), ratio),
            figure(result.interval().high(), ratio),
            Names.pairs(result.pairs()),
            reason);
  }

  /** {@code confirmed}, {@code refuted}, {@code left open}. */
  public static String word(Ruling ruling) {
    return switch (ruling) {
      case CONFIRMED -> "confirmed";
      case REFUTED -> "refuted";
      case OPEN -> "left open";
    };
  }

  private static String figure(double number, boolean ratio) {
    return ratio ? Numbers.ratio(number, 2) : Numbers.signed(number, 4);
  }

  /** Why an open claim is open, or that machines disagree; may be empty. */
  public static String reason(ClaimResult result) {
    ClaimResult.Basis basis = result.basis();
    String machines =
        basis
            .machines()
            .map(m -> ContrastText.range(m) + " on " + ContrastText.count(m))
            .orElse("");
    return basis
        .obstacle()
        .map(
            obstacle ->
                switch (obstacle) {
                  case INTERIM -> "runs are still to come";
                  case STOPPED -> Names.STOPPED;
                  case TOO_FEW_SEEDS ->
                      "%s, and a ruling needs %s"
                          .formatted(Names.pairs(result.pairs()), Thresholds.MIN_SEEDS);
                  case LOSSES ->
                      "%s of %s lost"
                          .formatted(
                              basis.lost(),
                              Numbers.count(basis.planned(), "seed was", "seeds were"));
                  case MACHINES -> machines;
                  case NO_MARGIN -> "without a margin for its metric a claim can only be refuted";
                  case UNSETTLED ->
                      "the seeds neither place the truth within the margin of the claim nor outside of it";
                })
        .orElse(machines);
  }
}
