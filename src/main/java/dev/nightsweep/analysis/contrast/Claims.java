package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ClaimResult.Ruling;
import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Claim;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Judges claims that were stated before the sweep. A claim is confirmed when two one-sided tests
 * place the truth within the metric's margin of the claimed amount, refuted when a t test tells the
 * two apart, else open: failing to refute confirms nothing. Where machines disagree on a ratio of
 * time and the claimed one lies between theirs, it is open too. All claims of a sweep are one
 * family (Holm), once for confirming and once for refuting. Ratios are compared by logarithms.
 */
public final class Claims {
  private Claims() {}

  /** A sweep's own claims, in the order of its spec. */
  public static List<ClaimResult> judge(Evidence evidence) {
    return judge(evidence, evidence.sweep().header().claims());
  }

  /** {@code the time of lrn=true is ×2.0 that of lrn=false} */
  public static String sentence(Claim claim) {
    return "the %s of %s is %s that of %s"
        .formatted(
            Names.metric(claim.metric()),
            Names.level(claim.contrast()),
            relation(claim),
            Names.baseline(claim.contrast()));
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
    String reason = result.reason().isEmpty() ? "" : " (" + result.reason() + ")";
    return "The claim that %s is %s: the %s is %s [%s, %s], %s%s."
        .formatted(
            sentence(claim),
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

  /** In the given order. */
  public static List<ClaimResult> judge(Evidence evidence, List<Claim> claims) {
    ComparisonRuns runs = new ComparisonRuns(evidence);
    Machines machines = new Machines(evidence, runs);
    List<TestedClaim> tested =
        claims.stream().map(c -> TestedClaim.of(evidence, runs, machines, c)).toList();
    FamilyDecisions decisions =
        FamilyDecisions.of(
            tested.stream().map(t -> t.sample().pT()).toList(),
            tested.stream().map(TestedClaim::pConfirmed).toList());
    List<ClaimResult> results = new ArrayList<>();
    IntStream.range(0, tested.size())
        .forEach(i -> results.add(result(tested.get(i), decisions, i, evidence.isInterim())));
    return List.copyOf(results);
  }

  private static ClaimResult result(
      TestedClaim tested, FamilyDecisions decisions, int place, boolean interim) {
    double pRefuted = decisions.differences().get(place);
    double pConfirmed = decisions.equivalences().get(place);
    PairedSample sample = tested.pairing().sample();
    DoubleUnaryOperator shown = tested.measure()::shown;
    String missing = interim ? "runs are still to come" : tested.missing();
    Ruling ruling = missing.isEmpty() ? ruling(pRefuted, pConfirmed) : Ruling.OPEN;
    return new ClaimResult(
        tested.claim(),
        sample.n(),
        shown.applyAsDouble(sample.mean()),
        sample.interval(1 - Verdicts.ALPHA).map(shown),
        pRefuted,
        pConfirmed,
        ruling,
        ruling == Ruling.OPEN ? reason(missing, pConfirmed) : tested.byMachine());
  }

  private static Ruling ruling(double pRefuted, double pConfirmed) {
    if (pConfirmed <= Verdicts.ALPHA) {
      return Ruling.CONFIRMED;
    }
    return pRefuted <= Verdicts.ALPHA ? Ruling.REFUTED : Ruling.OPEN;
  }

  private static String reason(String missing, double pConfirmed) {
    if (!missing.isEmpty()) {
      return missing;
    }
    return Double.isNaN(pConfirmed)
        ? "without a margin for its metric a claim can only be refuted"
        : "the seeds neither place the truth within the margin of the claim nor outside of it";
  }
}
