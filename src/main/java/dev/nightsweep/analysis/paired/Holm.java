package dev.nightsweep.analysis.paired;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holm's (1979) step-down adjustment. The family is every planned contrast, also one that could not
 * be tested (p is NaN): leaving those out would make the rest look surer than they are.
 */
public final class Holm {
  private Holm() {}

  /** The adjusted p values in the given order; NaN stays NaN. */
  public static List<Double> adjust(List<Double> pValues) {
    int m = pValues.size();
    Double[] adjusted = new Double[m];
    Arrays.fill(adjusted, Double.NaN);
    List<Integer> ascending = ascending(pValues);
    double largest = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      largest = Math.max(largest, Math.min(1, (m - rank) * pValues.get(ascending.get(rank))));
      adjusted[ascending.get(rank)] = largest;
    }
    return Collections.unmodifiableList(Arrays.asList(adjusted));
  }

  /**
   * The level at which each is tested when they share {@code alpha}: that of its own step, and for
   * all that are not found that of the step that found nothing more.
   */
  public static List<Double> levels(List<Double> pValues, double alpha) {
    int m = pValues.size();
    Double[] levels = new Double[m];
    List<Integer> ascending = ascending(pValues);
    int found = 0;
    for (int place : ascending) {
      boolean isFound = (m - found) * pValues.get(place) <= alpha;
      if (!isFound) {
        break;
      }
      levels[place] = alpha / (m - found);
      found++;
    }
    double left = alpha / Math.max(1, m - found);
    return Stream.of(levels).map(level -> level == null ? left : level).toList();
  }

  private static List<Integer> ascending(List<Double> pValues) {
    return IntStream.range(0, pValues.size())
        .boxed()
        .filter(i -> !Double.isNaN(pValues.get(i)))
        .sorted(Comparator.comparing(pValues::get))
        .toList();
  }
}
