package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Judges a sweep's contrasts: on its objective, on the objective's test twin, and on training time.
 *
 * <p>The unit is the seed: its difference is the mean over the contrast's cells, and it counts when
 * all of them have both readings. A difference is tested by the paired t test, adjusted by Holm
 * over all contrasts of the same metric; the three metrics are families of their own, since the
 * twin repeats the objective's question on other images and time asks another one. Found is what
 * has an adjusted p of at most 0.05; else the two one-sided tests may show equivalence within the
 * margin, at 0.05 unadjusted (intersection-union); else it is inconclusive. More than 10 % of the
 * pairs lost to failed runs make it inconclusive, fewer than three seeds or runs still to come
 * leave it without a verdict.
 */
public final class Verdicts {
  /** The level of every test. */
  public static final double ALPHA = 0.05;

  /** The fewest seeds for any verdict. */
  public static final int FEWEST_SEEDS = 3;

  private final Evidence evidence;
  private final ComparisonRuns runs;
  private final boolean interim;
  private final List<Contrast> contrasts;
  private final int look;

  private Verdicts(Evidence evidence, int look) {
    this.evidence = evidence;
    this.runs = new ComparisonRuns(evidence);
    this.interim = evidence.isInterim();
    this.contrasts = evidence.sweep().header().contrasts();
    this.look = look;
  }

  /**
   * The rows of a look, contrast by contrast: objective, test twin, time.
   *
   * @param look which look of the sweep this is, from 1
   */
  public static List<ContrastResult> judge(Evidence evidence, int look) {
    return details(evidence, look).stream().map(ContrastDetail::result).toList();
  }

  /** The same rows with all that stands behind them. */
  public static List<ContrastDetail> details(Evidence evidence, int look) {
    Verdicts verdicts = new Verdicts(evidence, look);
    List<List<ContrastDetail>> families =
        Measure.of(evidence).stream().map(verdicts::family).toList();
    List<ContrastDetail> rows = new ArrayList<>();
    for (int i = 0; i < verdicts.contrasts.size(); i++) {
      for (List<ContrastDetail> family : families) {
        rows.add(family.get(i));
      }
    }
    return List.copyOf(rows);
  }

  private List<ContrastDetail> family(Measure measure) {
    List<Pairing> pairings = contrasts.stream().map(c -> Pairing.of(runs, c, measure)).toList();
    List<Double> holm = Holm.adjust(pairings.stream().map(p -> p.sample().pT()).toList());
    List<ContrastDetail> details = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      details.add(detail(contrasts.get(i), measure, pairings.get(i), holm.get(i)));
    }
    return details;
  }

  private ContrastDetail detail(Contrast contrast, Measure measure, Pairing pairing, double pHolm) {
    PairedSample sample = pairing.sample();
    ContrastResult result = result(contrast, measure, pairing, pHolm);
    return new ContrastDetail(
        contrast,
        measure.objective(),
        result,
        measure.margin(),
        pairing.differences().stream().map(d -> shown(d, measure)).toList(),
        pairing.lost(),
        pairing.planned(),
        sample.interval(1 - ALPHA / contrasts.size()).map(measure::shown),
        spread(sample),
        seedsNeeded(result, measure, pairing),
        reason(pairing));
  }

  private ContrastResult result(Contrast contrast, Measure measure, Pairing pairing, double pHolm) {
    PairedSample sample = pairing.sample();
    Interval interval = sample.interval(1 - ALPHA).map(measure::shown);
    double pEquivalence =
        measure.margin().isPresent()
            ? sample.pEquivalence(measure.margin().getAsDouble())
            : Double.NaN;
    return new ContrastResult(
        contrast.factor(),
        contrast.level(),
        contrast.baseline(),
        measure.objective().metric(),
        sample.n(),
        measure.shown(sample.mean()),
        interval.low(),
        interval.high(),
        SignFlip.pValue(sample.differences()),
        sample.pT(),
        pHolm,
        pEquivalence,
        verdict(measure, pairing, pHolm, pEquivalence),
        look);
  }

  private Verdict verdict(Measure measure, Pairing pairing, double pHolm, double pEquivalence) {
    if (!noVerdict(pairing).isEmpty()) {
      return Verdict.NO_VERDICT;
    }
    if (pairing.hasLostTooMany()) {
      return Verdict.INCONCLUSIVE;
    }
    if (pHolm <= ALPHA) {
      return measure.objective().gain(pairing.sample().mean()) > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
    return pEquivalence <= ALPHA ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }

  private String noVerdict(Pairing pairing) {
    if (!evidence.sweep().header().judged()) {
      return "the spec asks for none";
    }
    if (interim) {
      return "runs are still to come";
    }
    int pairs = pairing.differences().size();
    return pairs < FEWEST_SEEDS
        ? "%s, and a verdict needs %s".formatted(Words.pairs(pairs), FEWEST_SEEDS)
        : "";
  }

  private String reason(Pairing pairing) {
    String none = noVerdict(pairing);
    return none.isEmpty() && pairing.hasLostTooMany()
        ? "%s of %s pairs were lost".formatted(pairing.lost().size(), pairing.planned())
        : none;
  }

  private OptionalInt seedsNeeded(ContrastResult result, Measure measure, Pairing pairing) {
    return result.verdict() == Verdict.INCONCLUSIVE && !pairing.hasLostTooMany()
        ? SeedsNeeded.inAll(pairing.sample(), measure.margin(), contrasts.size())
        : OptionalInt.empty();
  }

  private static ContrastDetail.Spread spread(PairedSample sample) {
    return new ContrastDetail.Spread(
        sample.standardDeviation(),
        sample.effectSize(),
        sample.shareAbove(),
        sample.shareInterval());
  }

  private static SeedDifference shown(SeedDifference seed, Measure measure) {
    return new SeedDifference(
        seed.seed(),
        measure.shown(seed.level()),
        measure.shown(seed.baseline()),
        measure.shown(seed.difference()));
  }
}
