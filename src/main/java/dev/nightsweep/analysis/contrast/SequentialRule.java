package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.power.RepeatedTests;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Decides, after every block of seeds, which contrasts are settled, so that seeds may be added
 * until all are: a group-sequential rule of constant nominal level (Pocock 1977) for t tests.
 *
 * <p>The looks are declared beforehand: at the first number of seeds, and after each further one up
 * to the cap. A contrast's p is the smallest so far, replaced by the chance that the smallest of
 * all planned looks is as small ({@link RepeatedTests}): a p that holds whenever one stops.
 * Differences are adjusted by Holm over the contrasts, equivalences likewise and apart (Holm's
 * steps may be taken at different looks: Ye, Li, Liu and Yao 2013), so the chance of any false
 * better or worse is at most 5 %, and so is that of any false equivalence: if the difference is the
 * margin or more, one of its two one-sided tests errs at some look with a chance of at most its
 * overall level. What is settled stays so.
 *
 * <p>The price of looking often: a first look at 5 seeds and a cap of 20 leave each look a nominal
 * level of 0.01 in place of 0.05.
 */
public final class SequentialRule {
  private final RepeatedTests tests;
  private final Map<Double, Double> nominal = new ConcurrentHashMap<>(); // each takes a while

  /**
   * Looks at {@code first} complete seeds, and after every further one up to {@code cap}.
   *
   * @throws IllegalArgumentException unless 3 ≤ first ≤ cap
   */
  public SequentialRule(int first, int cap) {
    this.tests = new RepeatedTests(first, cap);
  }

  /** The rule of a sweep whose seeds are added by one. */
  static Optional<SequentialRule> of(SweepHeader header) {
    return header.rule().map(rule -> new SequentialRule(rule.first(), rule.cap()));
  }

  /** The contrasts of a sweep as its rule sees them; none without a rule. */
  public static List<SequentialResult> judged(Evidence evidence) {
    return of(evidence.sweep().header()).map(rule -> rule.judge(evidence)).orElse(List.of());
  }

  /** What all looks together decide of a family of contrasts. */
  FamilyDecisions decisions(List<PairedSample> samples, OptionalDouble margin) {
    List<Sequence> sequences = samples.stream().map(s -> sequence(s, margin)).toList();
    return FamilyDecisions.of(
        sequences.stream().map(Sequence::pDifference).toList(),
        sequences.stream().map(Sequence::pEquivalence).toList());
  }

  /** The confidence at every look that makes {@code 1 - alpha} of all looks at once. */
  double confidence(double alpha) {
    return 1 - nominal.computeIfAbsent(alpha, tests::nominal);
  }

  /**
   * The contrasts on the sweep's objective after the seeds there are. Seeds count in their planned
   * order, and up to the first that is still to come. A contrast that has lost more than a tenth of
   * its pairs stays open.
   */
  public List<SequentialResult> judge(Evidence evidence) {
    Endpoint measure = Endpoint.of(evidence).get(0);
    ComparisonRuns runs = new ComparisonRuns(evidence);
    List<Contrast> contrasts = evidence.sweep().header().contrasts();
    Set<Long> complete = complete(evidence);
    List<Pairing> pairings =
        contrasts.stream().map(c -> Pairing.of(runs, c, measure).of(complete)).toList();
    List<Sequence> sequences =
        pairings.stream().map(p -> sequence(p.sample(), measure.margin())).toList();
    FamilyDecisions decisions =
        FamilyDecisions.of(
            sequences.stream().map(Sequence::pDifference).toList(),
            sequences.stream().map(Sequence::pEquivalence).toList());
    double confidence = confidence(Verdicts.ALPHA);
    List<SequentialResult> results = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      PairedSample sample = pairings.get(i).sample();
      boolean looked = sample.n() >= tests.first();
      results.add(
          new SequentialResult(
              contrasts.get(i),
              sample.n(),
              sequences.get(i).pDifference(),
              decisions.differences().get(i),
              sequences.get(i).pEquivalence(),
              decisions.equivalences().get(i),
              looked ? sample.interval(confidence) : Interval.UNKNOWN,
              looked
                  ? verdict(
                      pairings.get(i),
                      decisions,
                      i,
                      measure.objective().gain(sequences.get(i).mean()))
                  : Verdict.NO_VERDICT));
    }
    return List.copyOf(results);
  }

  private static Verdict verdict(
      Pairing pairing, FamilyDecisions decisions, int place, double gain) {
    return pairing.hasLostTooMany() ? Verdict.INCONCLUSIVE : decisions.verdict(place, gain);
  }

  /** With p values of all looks together. */
  private Sequence sequence(PairedSample sample, OptionalDouble margin) {
    Sequence best = Sequence.of(sample.differences(), tests.first(), tests.last(), margin);
    return new Sequence(
        overall(best.pDifference(), tests::overall),
        best.mean(),
        overall(best.pEquivalence(), tests::overallOneSided));
  }

  private static double overall(double p, DoubleUnaryOperator overall) {
    return Double.isNaN(p) ? p : overall.applyAsDouble(p);
  }

  /** The seeds, in planned order, up to the first with a run still to come. */
  private static Set<Long> complete(Evidence evidence) {
    Set<Long> open =
        evidence.comparisonRuns().stream()
            .filter(run -> Evidence.isOpen(run.state()))
            .map(RunRecord::seed)
            .collect(Collectors.toSet());
    return evidence.sweep().header().seeds().stream()
        .takeWhile(seed -> !open.contains(seed))
        .collect(Collectors.toSet());
  }
}
