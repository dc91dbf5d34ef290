package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Judges a family at every look that its sweep's rule took: what one has settled stays so. */
final class EachLook {
  private EachLook() {}

  /**
   * Of every member of the family the first result that is settled, or else the last.
   *
   * @param family judges the whole family by the runs of some seeds
   */
  static <T> List<T> judge(
      StopRule rule,
      ComparisonRuns runs,
      Function<ComparisonRuns, List<T>> family,
      Predicate<T> isSettled) {
    List<T> standing = new ArrayList<>();
    for (int seeds : rule.looks(runs.seeds().size())) {
      List<T> now = family.apply(runs.first(seeds));
      for (int i = 0; i < now.size(); i++) {
        if (i == standing.size()) {
          standing.add(now.get(i));
        } else if (!isSettled.test(standing.get(i))) {
          standing.set(i, now.get(i));
        }
      }
    }
    return List.copyOf(standing);
  }
}
