package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.Sequence;
import dev.nightsweep.analysis.sequential.SequentialRule;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a sweep's contrasts by the rule that adds its seeds, to see whether more are wanted. */
public final class SequentialVerdicts {
  private final SequentialRule rule;
  private final Endpoint objective;
  private final List<Contrast> contrasts;
  private final List<Pairing> pairings;

  private SequentialVerdicts(SequentialRule rule, Evidence evidence) {
    ComparisonRuns runs = new ComparisonRuns(evidence);
    Set<Long> complete = complete(evidence);
    this.rule = rule;
    this.objective = Endpoint.of(evidence).get(0);
    this.contrasts = evidence.sweep().header().contrasts();
    this.pairings =
        contrasts.stream().map(c -> Pairing.of(runs, c, objective).of(complete)).toList();
  }

  /** By the sweep's own rule; none without one. */
  public static List<SequentialResult> of(Evidence evidence) {
    return SequentialRule.of(evidence.sweep().header())
        .map(rule -> judge(rule, evidence))
        .orElse(List.of());
  }

  /**
   * The contrasts on the sweep's objective after the seeds there are. Seeds count in their planned
   * order, and up to the first that is still to come. A contrast that has lost more than a tenth of
   * its seeds stays open.
   */
  public static List<SequentialResult> judge(SequentialRule rule, Evidence evidence) {
    return new SequentialVerdicts(rule, evidence).results();
  }

  private List<SequentialResult> results() {
    List<Sequence> sequences =
        pairings.stream().map(p -> rule.sequence(p.sample(), objective.margin())).toList();
    FamilyDecisions decisions = SequentialRule.decisions(sequences);
    List<SequentialResult> results = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      results.add(result(i, sequences.get(i), decisions));
    }
    return List.copyOf(results);
  }

  private SequentialResult result(int place, Sequence sequence, FamilyDecisions decisions) {
    PairedSample sample = pairings.get(place).sample();
    boolean looked = sample.n() >= rule.first();
    double gain = objective.objective().gain(sequence.mean());
    return new SequentialResult(
        contrasts.get(place),
        sample.n(),
        sequence.pDifference(),
        decisions.differences().get(place),
        sequence.pEquivalence(),
        decisions.equivalences().get(place),
        looked ? sample.interval(rule.confidence(Thresholds.ALPHA)) : Interval.UNKNOWN,
        looked ? verdict(pairings.get(place), decisions, place, gain) : Verdict.NO_VERDICT);
  }

  private static Verdict verdict(
      Pairing pairing, FamilyDecisions decisions, int place, double gain) {
    return pairing.hasLostTooMany() ? Verdict.INCONCLUSIVE : decisions.verdict(place, gain);
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
