package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Claim;

/**
 * What the seeds say about a claim.
 *
 * @param pairs complete seeds
 * @param estimate the mean difference, or ratio, as the claim compares
 * @param interval its unadjusted 95 % t interval
 * @param pRefuted of the two-sided t test against the claimed amount, after Holm over all claims
 * @param pConfirmed of the two one-sided tests against the claimed amount plus and minus the
 *     metric's margin, after Holm over all claims; NaN without a margin
 * @param reason why an open claim is open, or that machines disagree; may be empty
 */
public record ClaimResult(
    Claim claim,
    int pairs,
    double estimate,
    Interval interval,
    double pRefuted,
    double pConfirmed,
    Ruling ruling,
    String reason) {

  /** The answer to a claim. */
  public enum Ruling {
    /** The truth is within the margin of what was claimed. */
    CONFIRMED,
    /** The truth is another one, and not shown to be within the margin. */
    REFUTED,
    OPEN
  }
}
