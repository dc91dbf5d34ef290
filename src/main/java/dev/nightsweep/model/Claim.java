package dev.nightsweep.model;

/**
 * What somebody said before the sweep about the size of a contrast: {@code LRN doubles the time}.
 *
 * @param metric a metric that runs report, or {@code time}
 * @param amount of a ratio (level over baseline) above zero; of a difference (level minus baseline)
 *     in the metric's unit
 */
public record Claim(Contrast contrast, String metric, Kind kind, double amount) {

  /** How a claim compares. */
  public enum Kind {
    RATIO,
    DIFFERENCE
  }

  public Claim {
    if (!Double.isFinite(amount) || (kind == Kind.RATIO && amount <= 0)) {
      throw new IllegalArgumentException(
          "The %s (%s) claimed of %s must be finite, and a ratio above zero."
              .formatted(kind == Kind.RATIO ? "ratio" : "difference", amount, metric));
    }
    if (kind == Kind.DIFFERENCE && metric.equals(Metrics.TIME)) {
      throw new IllegalArgumentException(
          "The difference (%s) claimed of time must be a ratio: times of different machines differ."
              .formatted(amount));
    }
  }
}
