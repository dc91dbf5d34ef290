package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Claim;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the seeds say about a claim.
 *
 * @param pairs complete seeds; of several looks, those of the one that settled it
 * @param estimate of the difference, or ratio, as the claim compares
 * @param interval its 95 % interval, which holds over all looks and is not adjusted otherwise
 * @param pRefuted of the two-sided t test against the claimed amount, after Holm over all claims
 * @param pConfirmed of the two one-sided tests against the claimed amount plus and minus the
 *     metric's margin, after Holm over all claims; NaN without a margin
 * @param basis what the ruling rests on beside the tests
 */
public record ClaimResult(
    Claim claim,
    int pairs,
    double estimate,
    Interval interval,
    double pRefuted,
    double pConfirmed,
    Ruling ruling,
    Basis basis) {

  /** The answer to a claim. */
  public enum Ruling {
    /** The truth is within the margin of what was claimed. */
    CONFIRMED,
    /** The truth is another one, and not shown to be within the margin. */
    REFUTED,
    OPEN
  }

  /** Why a claim is open. */
  public enum Obstacle {
    /** Runs are still to come. */
    INTERIM,
    /** An error that the audit tells of takes away the meaning of what was read. */
    STOPPED,
    TOO_FEW_SEEDS,
    /** Too many seeds gave no difference. */
    LOSSES,
    /** Machines disagree, and what was claimed lies between what they say. */
    MACHINES,
    /** Without a margin for its metric a claim can only be refuted. */
    NO_MARGIN,
    /** The tests neither confirm it nor refute it. */
    UNSETTLED
  }

  /**
   * What a ruling rests on beside the tests.
   *
   * @param obstacle why an open claim is open
   * @param lost seeds that were run and gave no difference
   * @param planned seeds that count
   * @param machines of a claim about time, if machines disagree
   * @param margin within which of the claimed amount the truth is to be, if there is one; of a
   *     ratio on the logarithmic scale
   */
  public record Basis(
      Optional<Obstacle> obstacle,
      int lost,
      int planned,
      Optional<MachineHeterogeneity> machines,
      OptionalDouble margin) {}
}
