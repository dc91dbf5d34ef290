package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ClaimResult.Obstacle;
import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Claim;
import java.util.List;
import java.util.Optional;

/**
 * A claim beside what the seeds read.
 *
 * @param pairing the seeds' differences
 * @param sample how far they are beyond the claimed amount
 * @param machines if it is about time, and machines disagree
 */
record TestedClaim(
    Claim claim,
    Endpoint measure,
    Pairing pairing,
    PairedSample sample,
    Optional<MachineHeterogeneity> machines) {

  static TestedClaim of(JudgedRuns runs, ComparisonRuns some, Claim claim) {
    Endpoint measure = runs.endpoint(claim);
    Pairing pairing = runs.pairing(some, claim.contrast(), measure);
    double amount = measure.ratio() ? Math.log(claim.amount()) : claim.amount();
    List<SeedDifference> shown = pairing.differences().stream().map(measure::shown).toList();
    return new TestedClaim(
        claim,
        measure,
        pairing,
        pairing.sample().beyond(amount),
        measure.isTime()
            ? MachineHeterogeneity.of(runs.machines(), claim.contrast(), shown)
            : Optional.empty());
  }

  /** Why there can be no ruling, whatever the tests say; empty if there can. */
  Optional<Obstacle> obstacle() {
    if (pairing.differences().size() < Thresholds.MIN_SEEDS) {
      return Optional.of(Obstacle.TOO_FEW_SEEDS);
    }
    if (pairing.hasLostTooMany()) {
      return Optional.of(Obstacle.LOSSES);
    }
    return machines
        .filter(m -> m.range().contains(claim.amount()))
        .map(between -> Obstacle.MACHINES);
  }
}
