package dev.nightsweep.analysis.paired;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Integer> ascending =
        IntStream.range(0, m)
            .boxed()
            .filter(i -> !Double.isNaN(pValues.get(i)))
            .sorted(Comparator.comparing(pValues::get))
            .toList();
    double largest = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      largest = Math.max(largest, Math.min(1, (m - rank) * pValues.get(ascending.get(rank))));
      adjusted[ascending.get(rank)] = largest;
    }
    return Collections.unmodifiableList(Arrays.asList(adjusted));
  }
}
