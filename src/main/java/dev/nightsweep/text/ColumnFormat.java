package dev.nightsweep.text;

import dev.nightsweep.model.MetricDefinition.Unit;
import java.util.List;

/**
 * How the numbers of one column are written: all with as many decimals as the one in the middle
 * needs, so that their points align. The page's script follows the same rule.
 */
public record ColumnFormat(Unit unit, int decimals) {
  private static final int USUAL = 4;
  private static final int SMALL = 7;

  /**
   * The format of a column.
   *
   * @param readings all of them; null where there is none
   */
  public static ColumnFormat of(Unit unit, List<Double> readings) {
    List<Double> finite = readings.stream().filter(r -> r != null && Double.isFinite(r)).toList();
    double[] sizes = finite.stream().mapToDouble(Math::abs).filter(s -> s > 0).sorted().toArray();
    double middle = sizes.length == 0 ? 0 : sizes[sizes.length / 2];
    boolean whole = finite.stream().allMatch(r -> r == Math.rint(r));
    return new ColumnFormat(unit, decimals(unit, middle, whole));
  }

  private static int decimals(Unit unit, double middle, boolean whole) {
    return switch (unit) {
      case SECONDS -> Numbers.secondsDecimals(middle);
      case IMAGES_PER_SECOND, BYTES -> 0;
      case PLAIN -> whole ? 0 : decimals(middle);
      case FRACTION, NATS -> decimals(middle);
    };
  }

  private static int decimals(double middle) {
    return middle > 0 && middle < 0.001 ? SMALL : USUAL;
  }

  /** A number of the column. */
  public String text(double reading) {
    return unit == Unit.BYTES
        ? Numbers.plain(reading / 1e6, decimals) + " MB"
        : Numbers.plain(reading, decimals);
  }
}
