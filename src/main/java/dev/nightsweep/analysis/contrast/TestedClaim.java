package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Claim;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
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

  static TestedClaim of(Evidence evidence, ComparisonRuns runs, Machines machines, Claim claim) {
    Endpoint measure = Endpoint.of(evidence, claim);
    Pairing pairing = Pairing.of(runs, claim.contrast(), measure);
    double amount = measure.ratio() ? Math.log(claim.amount()) : claim.amount();
    List<Double> beyond = pairing.sample().differences().stream().map(d -> d - amount).toList();
    List<SeedDifference> shown = pairing.differences().stream().map(measure::shown).toList();
    return new TestedClaim(
        claim,
        measure,
        pairing,
        new PairedSample(beyond),
        measure.isTime()
            ? MachineHeterogeneity.of(machines, claim.contrast(), shown)
            : Optional.empty());
  }

  double pConfirmed() {
    return FamilyDecisions.pEquivalence(sample, measure.margin());
  }

  /** Why there can be no ruling, whatever the tests say; empty if there can. */
  String missing() {
    int pairs = pairing.differences().size();
    if (pairs < Verdicts.FEWEST_SEEDS) {
      return "%s, and a ruling needs %s".formatted(Names.pairs(pairs), Verdicts.FEWEST_SEEDS);
    }
    if (pairing.hasLostTooMany()) {
      return "%s of %s pairs were lost".formatted(pairing.lost().size(), pairing.planned());
    }
    boolean isBetween = machines.filter(m -> m.range().contains(claim.amount())).isPresent();
    return isBetween ? byMachine() : "";
  }

  /** {@code ×1.5 to ×2.7 on 2 unlike machines}; empty where they do not disagree. */
  String byMachine() {
    return machines.map(m -> ContrastText.range(m) + " on " + ContrastText.count(m)).orElse("");
  }
}
