package dev.nightsweep.train.dl4j;

import static dev.nightsweep.model.MetricDefinition.atEnd;
import static dev.nightsweep.model.MetricDefinition.ofEpochs;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.MetricDefinition.Unit;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective.Goal;
import java.util.List;
import java.util.stream.Stream;

/** The metrics that the training loop logs, whatever net it trains to tell classes apart. */
public final class ClassifierMetrics {
  /** Those of every net. */
  public static final List<MetricDefinition> DECLARED =
      List.of(
          ofEpochs(Metrics.VALIDATION_ACCURACY, Goal.MAXIMIZE, Unit.FRACTION)
              .withTestTwin(Metrics.TEST_ACCURACY),
          ofEpochs(Metrics.VALIDATION_LOSS, Goal.MINIMIZE, Unit.NATS)
              .withTestTwin(Metrics.TEST_LOSS),
          ofEpochs(Metrics.TRAINING_LOSS, Goal.MINIMIZE, Unit.NATS),
          ofEpochs(Metrics.LEARNING_RATE, Goal.MINIMIZE, Unit.PLAIN),
          ofEpochs(Metrics.SECONDS, Goal.MINIMIZE, Unit.SECONDS),
          ofEpochs(Metrics.CPU_SECONDS, Goal.MINIMIZE, Unit.SECONDS),
          ofEpochs(Metrics.IMAGES_PER_SECOND, Goal.MAXIMIZE, Unit.IMAGES_PER_SECOND),
          atEnd(Metrics.TEST_ACCURACY, Goal.MAXIMIZE, Unit.FRACTION),
          atEnd(Metrics.TEST_LOSS, Goal.MINIMIZE, Unit.NATS),
          atEnd(Metrics.PEAK_MEMORY_BYTES, Goal.MINIMIZE, Unit.BYTES));

  private ClassifierMetrics() {}

  /** Those of a layer that normalizes: mean and spread of the ratio of its output to its input. */
  public static Stream<MetricDefinition> ofNormalization(String layer) {
    return Stream.of(ratioMean(layer), ratioDeviation(layer))
        .map(name -> ofEpochs(name, Goal.MINIMIZE, Unit.PLAIN).asDetail());
  }

  static String ratioMean(String layer) {
    return layer + Metrics.RATIO_MEAN;
  }

  static String ratioDeviation(String layer) {
    return layer + Metrics.RATIO_SD;
  }
}
