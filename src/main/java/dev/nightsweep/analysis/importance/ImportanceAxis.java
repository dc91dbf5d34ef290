package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Setting;
import java.util.List;

/** A parameter that a search varied, cut into cells. */
public sealed interface ImportanceAxis {

  /** The parameter's name. */
  String name();

  /** How many cells it has. */
  int cells();

  /** How likely a setting at that place makes each cell, as a kernel of that width (in cells). */
  double[] kernel(double place, double width);

  /** Where a setting lies, in cells from 0. */
  double place(Setting setting);

  /** Whether cells that lie near each other are alike. */
  boolean isOrdered();

  /**
   * A range of numbers in 50 cells.
   *
   * @param log whether equal ratios are equally far; then {@code low} is above zero
   */
  record Numbers(String name, double low, double high, boolean log) implements ImportanceAxis {
    private static final int CELLS = 50;

    public Numbers {
      if (!(high > low) || (log && !(low > 0))) {
        throw new IllegalArgumentException(
            "The range of %s (%s to %s) must not be empty, and above zero on a log scale."
                .formatted(name, low, high));
      }
    }

    @Override
    public int cells() {
      return CELLS;
    }

    @Override
    public double place(Setting setting) {
      double number = ((Number) setting.raw()).doubleValue();
      double share =
          log ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
      return Math.max(0, Math.min(1, share)) * (CELLS - 1);
    }

    /** A normal distribution cut off at the ends of the range. */
    @Override
    public double[] kernel(double place, double width) {
      return Kernel.normal(place, width, CELLS);
    }

    @Override
    public boolean isOrdered() {
      return true;
    }
  }

  /** Settings without order. */
  record Categories(String name, List<Setting> settings) implements ImportanceAxis {
    public Categories {
      settings = List.copyOf(settings);
    }

    @Override
    public int cells() {
      return settings.size();
    }

    @Override
    public double place(Setting setting) {
      int place = settings.indexOf(setting);
      if (place < 0) {
        throw new IllegalArgumentException(
            "The setting %s=%s is none of %s."
                .formatted(name, setting.text(), settings.stream().map(Setting::text).toList()));
      }
      return place;
    }

    @Override
    public double[] kernel(double place, double width) {
      double[] cells = new double[cells()];
      cells[(int) place] = 1;
      return cells;
    }

    @Override
    public boolean isOrdered() {
      return false;
    }
  }
}
