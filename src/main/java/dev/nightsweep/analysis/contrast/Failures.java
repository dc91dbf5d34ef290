package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How often the two sides of a contrast failed to give a reading.
 *
 * @param level failed runs at the level in question
 * @param baseline failed runs at the baseline
 * @param pairs pairs whose runs are both over
 * @param pValue of {@link FailureTest#paired}
 * @param pHolm {@code pValue} after Holm over the contrasts of the same metric, and for all looks
 * @param neverLearned how many of the failed runs went through and never learned
 */
public record Failures(
    int level, int baseline, int pairs, double pValue, double pHolm, NeverLearned neverLearned) {

  /**
   * Of every contrast of a metric; they are a family of their own.
   *
   * @param others how many contrasts the family has beside these
   */
  static List<Failures> family(List<Pairing> pairings, StopRule rule, int others) {
    List<List<Integer>> excesses = pairings.stream().map(Failures::excesses).toList();
    List<Double> family = new ArrayList<>(excesses.stream().map(rule::pFailures).toList());
    family.addAll(Collections.nCopies(others, Double.NaN));
    List<Double> adjusted = Holm.adjust(family);
    List<Failures> failures = new ArrayList<>();
    for (int i = 0; i < pairings.size(); i++) {
      List<SeedFailures> seeds = pairings.get(i).failures();
      failures.add(
          new Failures(
              seeds.stream().mapToInt(SeedFailures::level).sum(),
              seeds.stream().mapToInt(SeedFailures::baseline).sum(),
              seeds.stream().mapToInt(SeedFailures::pairs).sum(),
              FailureTest.paired(excesses.get(i)),
              adjusted.get(i),
              NeverLearned.sum(seeds.stream().map(SeedFailures::neverLearned).toList())));
    }
    return List.copyOf(failures);
  }

  private static List<Integer> excesses(Pairing pairing) {
    return pairing.failures().stream().map(SeedFailures::excess).toList();
  }

  /** Whether one side was found to fail more often than the other. */
  public boolean isFound() {
    return pHolm <= Thresholds.ALPHA;
  }

  /** Whether the level failed more often. */
  public boolean isWorse() {
    return level > baseline;
  }
}
