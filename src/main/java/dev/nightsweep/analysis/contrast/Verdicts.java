package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ContrastDetail.Basis;
import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.RegionOfEquivalence;
import dev.nightsweep.analysis.paired.SignFlip;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Judges a sweep's contrasts: on its objective, on the objective's test twin, and on training time.
 *
 * <p>The unit is the seed: its difference is the mean over the contrast's cells, and it counts when
 * all of them have both readings. A difference is tested by the paired t test, adjusted by Holm
 * over all contrasts of the same metric; the three metrics are families of their own, since the
 * twin repeats the objective's question on other images and time asks another one. Found is what
 * has an adjusted p of at most 0.05; else the two one-sided tests (Schuirmann 1987) may show
 * equivalence within the margin: within a contrast each at 0.05 undivided (intersection-union),
 * adjusted by Holm over the contrasts; else it is inconclusive. When more than 10 % of the seeds
 * were lost to failed runs it is inconclusive too, unless the test on the failures finds that one
 * side fails more often: that side is the worse one (never for time). Fewer than three seeds or
 * runs still to come leave it without a verdict.
 *
 * <p>Readings on test images that all seeds share are judged for new images too, wherever every run
 * kept what it predicted ({@link CrossedVariance}).
 *
 * <p>Of a sweep whose seeds are added by a rule the tests are those of {@link StopRule}, whose p
 * values and simultaneous intervals hold over all its looks.
 *
 * <p>The simultaneous intervals are Bonferroni's: they hold for all contrasts of a metric at once.
 * Bounds that match every step of Holm exist, but for what is found they stay at zero unless all is
 * found (Strassburger and Bretz 2008), and an interval is there to say how large an effect is. So a
 * difference that Holm finds in a later step may have a simultaneous interval that reaches zero;
 * that of the smallest p of a family never does.
 */
public final class Verdicts {
  private static final PairedSample UNTESTED = new PairedSample(List.of());

  private final JudgedRuns runs;
  private final List<Contrast> contrasts;
  private final int look;
  private final boolean whole;
  private final StopRule rule;

  private Verdicts(
      JudgedRuns runs, List<Contrast> contrasts, int look, boolean whole, StopRule rule) {
    this.runs = runs;
    this.contrasts = contrasts;
    this.look = look;
    this.whole = whole;
    this.rule = rule;
  }

  /**
   * The rows of a look with all that stands behind them, contrast by contrast: objective, test
   * twin, time.
   *
   * @param look which look of the sweep this is, from 1
   */
  public static List<ContrastDetail> details(JudgedRuns runs, int look) {
    Verdicts verdicts = new Verdicts(runs, runs.contrasts(), look, true, runs.rule());
    List<List<ContrastDetail>> families = runs.endpoints().stream().map(verdicts::family).toList();
    List<ContrastDetail> rows = new ArrayList<>();
    for (int i = 0; i < verdicts.contrasts.size(); i++) {
      for (List<ContrastDetail> family : families) {
        rows.add(family.get(i));
      }
    }
    return List.copyOf(rows);
  }

  /** Of a sweep's own contrasts, by its rule or that in short. */
  static Verdicts of(JudgedRuns runs, StopRule rule) {
    return new Verdicts(runs, runs.contrasts(), 1, true, rule);
  }

  /** Any contrasts on one measure, judged as one family. */
  static List<ContrastDetail> family(
      JudgedRuns runs, List<Contrast> contrasts, Endpoint measure, int look) {
    return new Verdicts(runs, contrasts, look, false, runs.rule()).family(measure);
  }

  /**
   * The sweep's contrasts on one metric as they would be without what keeps equal readings from
   * being certain and without regard to runs that never learn.
   */
  static List<ContrastDetail> withoutFloor(JudgedRuns runs, Objective objective, int look) {
    return runs.endpoints().stream()
        .filter(endpoint -> endpoint.objective().equals(objective))
        .findFirst()
        .map(Endpoint::withoutFloor)
        .map(new Verdicts(runs, runs.contrasts(), look, true, runs.rule())::family)
        .orElseThrow();
  }

  private List<ContrastDetail> family(Endpoint measure) {
    List<ContrastTest> judged = judged(measure, runs.byArm());
    List<ContrastDetail.Weight> weights = Weights.of(judged, rule, measure.margin());
    List<ContrastDetail> details = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      details.add(detail(contrasts.get(i), judged.get(i), weights.get(i)));
    }
    return details;
  }

  /** The tests of every contrast by the runs of some seeds, without what is told beside them. */
  List<ContrastTest> judged(Endpoint measure, ComparisonRuns some) {
    return new EachLook<>(rule, (part, by) -> tests(measure, part, by), ContrastTest::isSettled)
        .judge(some);
  }

  /** At one look. */
  List<ContrastTest> tests(Endpoint measure, ComparisonRuns some, StopRule by) {
    List<Pairing> pairings = contrasts.stream().map(c -> runs.pairing(some, c, measure)).toList();
    List<PairedSample> samples = pairings.stream().map(Pairing::sample).toList();
    List<PairedSample> family = new ArrayList<>(samples);
    family.addAll(Collections.nCopies(others(measure), UNTESTED));
    FamilyDecisions decisions =
        by.decisions(family, Collections.nCopies(family.size(), measure.margin()));
    List<Failures> failures = Failures.family(pairings, by, others(measure));
    List<ContrastTest> tests = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      tests.add(new ContrastTest(measure, pairings.get(i), failures.get(i), decisions, i));
    }
    return tests;
  }

  /** How many contrasts the family has that are not compared any more. */
  private int others(Endpoint measure) {
    return whole ? Looks.judgedBefore(header(), measure.isTime()) : 0;
  }

  private SweepHeader header() {
    return runs.evidence().sweep().header();
  }

  /** How many contrasts share alpha. */
  private int size(Endpoint measure) {
    return contrasts.size() + others(measure);
  }

  /** Told of all seeds, with the verdict of the look that settled it. */
  private ContrastDetail detail(
      Contrast contrast, ContrastTest judged, ContrastDetail.Weight weight) {
    Endpoint measure = judged.measure();
    Pairing pairing = rule.isRepeated() ? runs.pairing(contrast, measure) : judged.pairing();
    PairedSample sample = pairing.sample();
    ContrastResult result = result(contrast, pairing, judged);
    List<SeedDifference> differences = pairing.differences().stream().map(measure::shown).toList();
    return new ContrastDetail(
        contrast,
        measure.objective(),
        measure.margin(),
        result,
        new ContrastDetail.Pairs(
            differences,
            pairing.lost(),
            pairing.planned(),
            runs.byArm().seeds().size() - runs.byArm().trained(contrast).size()),
        ContrastDetail.Spread.of(sample),
        new ContrastDetail.Judgement(
            basis(judged),
            rule.interval(sample, Thresholds.ALPHA / size(measure)).map(measure::shown),
            basis(judged) == Basis.TESTS ? judged.deciding(rule) : DecidingInterval.NONE,
            judged.failures(),
            seedsNeeded(result, judged),
            prospect(result, judged),
            weight),
        measure.isTime()
            ? MachineHeterogeneity.of(runs.machines(), contrast, differences)
            : Optional.empty());
  }

  private ContrastResult result(Contrast contrast, Pairing pairing, ContrastTest judged) {
    Endpoint measure = judged.measure();
    PairedSample sample = pairing.sample();
    Interval interval = sample.interval(1 - Thresholds.ALPHA).map(measure::shown);
    return new ContrastResult(
        new ContrastResult.Levels(contrast.factor(), contrast.level(), contrast.baseline()),
        measure.objective().metric(),
        sample.n(),
        new ContrastResult.Difference(
            measure.shown(sample.mean()),
            interval.low(),
            interval.high(),
            new ContrastResult.Reach(pairing.images().images(), "")),
        new ContrastResult.PValues(
            SignFlip.pValue(sample.differences()),
            sample.pT(),
            judged.decisions().differences().get(judged.place()),
            FamilyDecisions.pEquivalence(sample, measure.margin()),
            judged.decisions().equivalences().get(judged.place()),
            pFailures(judged),
            RegionOfEquivalence.posterior(sample, measure.margin(), measure.objective())),
        verdict(judged),
        look,
        rule.isRepeated() ? overLooks(judged) : ContrastResult.OverLooks.NONE);
  }

  private double pFailures(ContrastTest judged) {
    return switch (basis(judged)) {
      case FAILURES, LOSSES -> judged.measure().ratio() ? Double.NaN : judged.failures().pHolm();
      case TESTS, NOT_ASKED, INTERIM, STOPPED, TOO_FEW_SEEDS -> Double.NaN;
    };
  }

  private ContrastResult.OverLooks overLooks(ContrastTest judged) {
    Endpoint measure = judged.measure();
    PairedSample seen = judged.seen();
    Interval interval = rule.interval(seen, Thresholds.ALPHA).map(measure::shown);
    boolean isFound = verdict(judged) != Verdict.NO_VERDICT && judged.isSettled();
    return new ContrastResult.OverLooks(
        isFound ? judged.foundAt() : 0,
        measure.shown(rule.estimate(seen, measure.margin(), size(measure))),
        interval.low(),
        interval.high());
  }

  private Basis basis(ContrastTest judged) {
    if (!header().judged()) {
      return Basis.NOT_ASKED;
    }
    if (runs.isInterim()) {
      return Basis.INTERIM;
    }
    if (runs.isStopped(contrasts.get(judged.place()))) {
      return Basis.STOPPED;
    }
    int pairs = judged.pairing().differences().size();
    return pairs < Thresholds.MIN_SEEDS && !judged.isDecidedByFailures()
        ? Basis.TOO_FEW_SEEDS
        : judged.basis();
  }

  Verdict verdict(ContrastTest judged) {
    return switch (basis(judged)) {
      case NOT_ASKED, INTERIM, STOPPED, TOO_FEW_SEEDS -> Verdict.NO_VERDICT;
      case TESTS, FAILURES, LOSSES -> judged.verdict();
    };
  }

  private OptionalDouble prospect(ContrastResult result, ContrastTest judged) {
    Optional<SeedRule> added = header().rule();
    boolean isOpen = result.verdict() == Verdict.INCONCLUSIVE && basis(judged) == Basis.TESTS;
    return isOpen && added.isPresent()
        ? Prospect.of(
            judged.pairing().sample(),
            judged.measure().margin(),
            added.get().cap() - runs.byArm().seeds().size(),
            rule)
        : OptionalDouble.empty();
  }

  private OptionalInt seedsNeeded(ContrastResult result, ContrastTest judged) {
    return result.verdict() == Verdict.INCONCLUSIVE && !judged.isLeftOpenByLosses()
        ? SeedsNeeded.inAll(
            judged.pairing().sample(), judged.measure().margin(), size(judged.measure()), rule)
        : OptionalInt.empty();
  }
}
