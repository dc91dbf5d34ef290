package dev.nightsweep.text;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How the vocabulary is written on pages. */
public final class Labels {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Labels() {}

  /** The day, of universal time. */
  public static String date(Instant instant) {
    return DAY.format(instant);
  }

  public static String time(Optional<Instant> instant) {
    return instant.map(at -> MINUTE.format(at) + " UTC").orElse("–");
  }

  public static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code validation accuracy}. */
  public static String metric(String name) {
    return name.equals(Metrics.TIME) ? "training time" : name.replace('_', ' ');
  }

  /** Why a run that is over has no reading of a metric. */
  public static String noReading(RunState state, String metric) {
    return state == RunState.COMPLETED ? "no finite " + metric(metric) : word(state);
  }

  /** A state with a sign, so that it is told without colour. */
  public static String state(RunState state) {
    String sign =
        switch (state) {
          case COMPLETED -> "✓";
          case DIVERGED -> "∞";
          case FAILED, CRASHED, TIMED_OUT -> "✕";
          case RUNNING -> "▸";
          case PENDING, PAUSED, STOPPED_EARLY, CANCELLED -> "·";
        };
    return sign + " " + word(state);
  }

  public static String style(RunState state) {
    return state.isBad() ? "bad" : state == RunState.COMPLETED ? "good" : "open";
  }

  public static String sign(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "▲";
      case WORSE -> "▼";
      case EQUIVALENT -> "≈";
      case INCONCLUSIVE -> "?";
      case NO_VERDICT -> "–";
    };
  }

  public static String style(Verdict verdict) {
    return "v-" + verdict.text().replace(' ', '-');
  }

  /** A reading in a table. */
  public static String reading(MetricDefinition metric, double reading) {
    return switch (metric.unit()) {
      case SECONDS -> Numbers.seconds(reading);
      case IMAGES_PER_SECOND -> Numbers.plain(reading, 0);
      case BYTES -> Numbers.megabytes(reading);
      case PLAIN, FRACTION, NATS -> Numbers.plain(reading, decimals(reading));
    };
  }

  /** By how much a reading changes. */
  public static String change(MetricDefinition metric, double change) {
    return metric.unit() == MetricDefinition.Unit.BYTES
        ? Numbers.signed(change / 1e6, 0) + " MB"
        : Numbers.signed(change, 4);
  }

  private static int decimals(double reading) {
    double size = Math.abs(reading);
    return size == 0 || size >= 0.001 || !Double.isFinite(size) ? 4 : 7;
  }
}
