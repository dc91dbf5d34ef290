package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import dev.nightsweep.model.Objective.Goal;
import java.util.Locale;
import java.util.Optional;

/**
 * A metric that a program logs, with all that others need to know to check, show and judge it.
 *
 * @param name as it is logged, and as a spec names it
 * @param goal which way is better, where a spec does not say
 * @param unit what its readings count
 * @param testTwin the metric that reads the same on the test set; empty if there is none
 * @param perEpoch whether it is read after every epoch, rather than once, at the end
 * @param detail whether it tells of the inside of a net: for queries, not for first looks
 */
public record MetricDefinition(
    String name,
    Goal goal,
    Unit unit,
    Optional<String> testTwin,
    boolean perEpoch,
    boolean detail) {

  /** What the readings of a metric count. */
  public enum Unit {
    /** Numbers without a unit of their own. */
    PLAIN,
    /** Shares in [0, 1], which people read as percentages; the rest to 1 is the error. */
    FRACTION,
    /** Cross-entropy by the natural logarithm. */
    NATS,
    SECONDS,
    IMAGES_PER_SECOND,
    BYTES
  }

  public MetricDefinition {
    requireNonNull(name, "name");
    requireNonNull(goal, "goal");
    requireNonNull(unit, "unit");
    requireNonNull(testTwin, "testTwin");
  }

  /** A metric that is read after every epoch. */
  public static MetricDefinition ofEpochs(String name, Goal goal, Unit unit) {
    return new MetricDefinition(name, goal, unit, Optional.empty(), true, false);
  }

  /** A metric that is read once, at the end. */
  public static MetricDefinition atEnd(String name, Goal goal, Unit unit) {
    return new MetricDefinition(name, goal, unit, Optional.empty(), false, false);
  }

  /**
   * What the name of a metric suggests that no program has declared, such as one that a command
   * prints: accuracies, F1 scores and areas under a curve are better high, names that end in {@code
   * accuracy} are fractions, those that end in {@code _bytes} bytes, {@code validation_} has a twin
   * in {@code test_}, which is read once, and what every worker measures is known by its name.
   */
  public static MetricDefinition undeclared(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean high =
        lower.contains("acc")
            || lower.contains("f1")
            || lower.contains("auc")
            || name.equals(Metrics.IMAGES_PER_SECOND);
    Optional<String> twin =
        name.startsWith(Metrics.VALIDATION)
            ? Optional.of(Metrics.TEST + name.substring(Metrics.VALIDATION.length()))
            : Optional.empty();
    boolean perEpoch = !name.startsWith(Metrics.TEST) && !name.equals(Metrics.PEAK_MEMORY_BYTES);
    return new MetricDefinition(
        name,
        high ? Goal.MAXIMIZE : Goal.MINIMIZE,
        unit(name),
        twin,
        perEpoch,
        Metrics.isOfOneLayer(name));
  }

  private static Unit unit(String name) {
    return switch (name) {
      case Metrics.SECONDS, Metrics.CPU_SECONDS -> Unit.SECONDS;
      case Metrics.IMAGES_PER_SECOND -> Unit.IMAGES_PER_SECOND;
      default ->
          name.endsWith("accuracy")
              ? Unit.FRACTION
              : name.endsWith("_bytes") ? Unit.BYTES : Unit.PLAIN;
    };
  }

  /** The same with a metric that reads the same on the test set. */
  public MetricDefinition withTestTwin(String twin) {
    return new MetricDefinition(name, goal, unit, Optional.of(twin), perEpoch, detail);
  }

  /** The same as a detail. */
  public MetricDefinition asDetail() {
    return new MetricDefinition(name, goal, unit, testTwin, perEpoch, true);
  }

  /** Whether its readings are shares in [0, 1]. */
  public boolean isFraction() {
    return unit == Unit.FRACTION;
  }

  /** Whether training the same run again gives the same reading; times and memory do not. */
  public boolean isReproducible() {
    return switch (unit) {
      case PLAIN, FRACTION, NATS -> !name.equals(Metrics.TIME);
      case SECONDS, IMAGES_PER_SECOND, BYTES -> false;
    };
  }
}
