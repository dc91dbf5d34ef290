package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Judges a family at every look that its sweep's rule took: what one has settled stays so.
 *
 * @param rule says when to look
 * @param family what it is that is judged
 * @param isSettled whether a member needs no more seeds
 */
record EachLook<T>(StopRule rule, Family<T> family, Predicate<T> isSettled) {

  /** Judges all members by the runs of some seeds. */
  interface Family<T> {
    List<T> judge(ComparisonRuns runs, StopRule rule);
  }

  /** Of every member the result of the look that settled it, or else of the last. */
  List<T> judge(ComparisonRuns runs) {
    if (!rule.isRepeated()) {
      return family.judge(runs, rule);
    }
    Map<Integer, List<T>> results = new HashMap<>();
    List<T> judged = new ArrayList<>();
    for (int seeds : standing(runs)) {
      results.computeIfAbsent(seeds, some -> family.judge(runs.first(some), rule));
      judged.add(results.get(seeds).get(judged.size()));
    }
    return List.copyOf(judged);
  }

  /** Of every member after how many seeds it was settled, or else how many there are. */
  private List<Integer> standing(ComparisonRuns runs) {
    List<Integer> standing = new ArrayList<>();
    List<T> results = new ArrayList<>();
    for (int seeds : rule.looks(runs.seeds().size())) {
      List<T> now = family.judge(runs.first(seeds), rule.inShort());
      for (int i = 0; i < now.size(); i++) {
        if (i == results.size()) {
          results.add(now.get(i));
          standing.add(seeds);
        } else if (!isSettled.test(results.get(i))) {
          results.set(i, now.get(i));
          standing.set(i, seeds);
        }
      }
    }
    return standing;
  }
}
