package dev.nightsweep.publish.export;

import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Claim;
import dev.nightsweep.wording.ClaimText;

/** What the seeds say about a claim, as JSON tells it. */
public record ClaimJson(
    Claim claim,
    int pairs,
    double estimate,
    Interval interval,
    double pRefuted,
    double pConfirmed,
    ClaimResult.Ruling ruling,
    String reason) {

  public static ClaimJson of(ClaimResult result) {
    return new ClaimJson(
        result.claim(),
        result.pairs(),
        result.estimate(),
        result.interval(),
        result.pRefuted(),
        result.pConfirmed(),
        result.ruling(),
        ClaimText.reason(result));
  }
}
