package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ClaimResult.Obstacle;
import dev.nightsweep.analysis.contrast.ClaimResult.Ruling;
import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.model.Claim;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Judges claims that were stated before the sweep. A claim is confirmed when two one-sided tests
 * place the truth within the metric's margin of the claimed amount, refuted when a t test tells the
 * two apart, else open: failing to refute confirms nothing. Where machines disagree on a ratio of
 * time and the claimed one lies between theirs, it is open too. All claims of a sweep are one
 * family (Holm), once for confirming and once for refuting. Ratios are compared by logarithms.
 * Where seeds are added by a rule, the tests and the interval hold over all its looks.
 */
public final class Claims {
  private final JudgedRuns runs;

  private Claims(JudgedRuns runs) {
    this.runs = runs;
  }

  /** In the given order. */
  public static List<ClaimResult> judge(JudgedRuns runs, List<Claim> claims) {
    Claims judged = new Claims(runs);
    return new EachLook<ClaimResult>(
            runs.rule(),
            (some, by) -> judged.results(claims, some, by),
            result -> result.ruling() != Ruling.OPEN)
        .judge(runs.byArm());
  }

  /** At the last look alone, whose p values are those of all looks so far. */
  static List<ClaimResult> lastLook(JudgedRuns runs, List<Claim> claims) {
    return new Claims(runs).results(claims, runs.byArm(), runs.rule());
  }

  private List<ClaimResult> results(List<Claim> claims, ComparisonRuns some, StopRule by) {
    List<TestedClaim> tested = claims.stream().map(c -> TestedClaim.of(runs, some, c)).toList();
    FamilyDecisions decisions =
        by.decisions(
            tested.stream().map(TestedClaim::sample).toList(),
            tested.stream().map(claim -> claim.measure().margin()).toList());
    return IntStream.range(0, tested.size())
        .mapToObj(i -> result(tested.get(i), decisions, i, by))
        .toList();
  }

  private ClaimResult result(
      TestedClaim tested, FamilyDecisions decisions, int place, StopRule by) {
    double pRefuted = decisions.differences().get(place);
    double pConfirmed = decisions.equivalences().get(place);
    PairedSample sample = tested.pairing().sample();
    DoubleUnaryOperator shown = tested.measure()::shown;
    Optional<Obstacle> obstacle = obstacle(tested);
    Ruling ruling = obstacle.isEmpty() ? ruling(pRefuted, pConfirmed) : Ruling.OPEN;
    return new ClaimResult(
        tested.claim(),
        sample.n(),
        shown.applyAsDouble(sample.mean() + correction(tested, decisions.differing().size(), by)),
        by.interval(sample, Thresholds.ALPHA).map(shown),
        pRefuted,
        pConfirmed,
        ruling,
        new ClaimResult.Basis(
            ruling == Ruling.OPEN
                ? Optional.of(obstacle.orElseGet(() -> obstacle(pConfirmed)))
                : Optional.empty(),
            tested.pairing().lost().size(),
            tested.pairing().planned(),
            tested.machines(),
            tested.measure().margin()));
  }

  /** From the mean to an estimate that allows for the looks; zero of a single look. */
  private static double correction(TestedClaim tested, int family, StopRule by) {
    PairedSample beyond = tested.sample();
    return by.isRepeated()
        ? by.estimate(beyond, tested.measure().margin(), family) - beyond.mean()
        : 0;
  }

  private Optional<Obstacle> obstacle(TestedClaim tested) {
    if (runs.isInterim()) {
      return Optional.of(Obstacle.INTERIM);
    }
    return runs.isStopped(tested.claim().contrast())
        ? Optional.of(Obstacle.STOPPED)
        : tested.obstacle();
  }

  private static Ruling ruling(double pRefuted, double pConfirmed) {
    if (pConfirmed <= Thresholds.ALPHA) {
      return Ruling.CONFIRMED;
    }
    return pRefuted <= Thresholds.ALPHA ? Ruling.REFUTED : Ruling.OPEN;
  }

  /** Of a claim that the tests leave open. */
  private static Obstacle obstacle(double pConfirmed) {
    return Double.isNaN(pConfirmed) ? Obstacle.NO_MARGIN : Obstacle.UNSETTLED;
  }
}
