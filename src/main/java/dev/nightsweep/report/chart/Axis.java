package dev.nightsweep.report.chart;

import dev.nightsweep.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A scale from data to drawing.
 *
 * @param from the least datum; positive if {@code log}
 * @param to the greatest datum, above {@code from}
 * @param start where {@code from} is drawn
 * @param end where {@code to} is drawn
 */
record Axis(double from, double to, boolean log, double start, double end) {
  private static final int ABOUT = 5;

  /** Room for data on both sides; a single value gets some, too. */
  static Axis around(double low, double high, boolean log, double start, double end) {
    if (log) {
      double pad = Math.max(Math.log(high / low) * 0.06, 0.01);
      return new Axis(low * Math.exp(-pad), high * Math.exp(pad), true, start, end);
    }
    double pad = Math.max((high - low) * 0.06, Math.max(Math.abs(high) * 1e-3, 1e-6));
    return new Axis(low - pad, high + pad, false, start, end);
  }

  /** The same, without room below 0 and above 1 where no datum is: a share is never there. */
  static Axis ofReadings(double low, double high, boolean log, double start, double end) {
    Axis axis = around(low, high, log, start, end);
    double from = low >= 0 ? Math.max(0, axis.from()) : axis.from();
    double to = high <= 1 ? Math.min(1, axis.to()) : axis.to();
    return log ? axis : new Axis(from, to, false, start, end);
  }

  double at(double datum) {
    double share =
        log ? Math.log(datum / from) / Math.log(to / from) : (datum - from) / (to - from);
    return start + share * (end - start);
  }

  /** {@link #at}, kept on the axis. */
  double clipped(double datum) {
    return at(Math.max(from, Math.min(to, datum)));
  }

  List<Double> ticks() {
    return log && to / from >= 4 ? logTicks() : linearTicks();
  }

  /** A tick as it is written, times {@code scale}: 100 for percent. */
  String label(double tick, int scale) {
    if (log && to / from >= 4) {
      return new BigDecimal(tick * scale)
          .round(new MathContext(3))
          .stripTrailingZeros()
          .toPlainString();
    }
    return Numbers.plain(tick * scale, Math.max(0, decimals() - (int) Math.log10(scale)));
  }

  /** As many decimals as evenly spaced ticks need. */
  int decimals() {
    return Math.max(0, (int) Math.ceil(-Math.log10(step()) - 1e-9));
  }

  private List<Double> linearTicks() {
    double step = step();
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> logTicks() {
    double[] steps = steps(to / from);
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      for (double step : steps) {
        double tick = step * Math.pow(10, power);
        if (tick >= from && tick <= to) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static double[] steps(double span) {
    if (span > 200) {
      return new double[] {1};
    }
    return span > 20 ? new double[] {1, 2, 5} : new double[] {1, 1.5, 2, 3, 5, 7};
  }

  private double step() {
    double rough = (to - from) / ABOUT;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
  }
}
