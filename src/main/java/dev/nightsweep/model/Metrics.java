package dev.nightsweep.model;

/**
 * The names of the metrics that every trainer logs. Accuracies are fractions, losses are mean
 * cross-entropies in nats, times are seconds; epochs count from 1.
 */
public final class Metrics {
  /** What the names of metrics on the validation set begin with. */
  public static final String VALIDATION = "validation_";

  /** What the names of metrics on the test set begin with. */
  public static final String TEST = "test_";

  public static final String TRAINING_LOSS = "training_loss";
  public static final String VALIDATION_LOSS = "validation_loss";
  public static final String VALIDATION_ACCURACY = "validation_accuracy";
  public static final String LEARNING_RATE = "learning_rate";

  /** Wall seconds of the training part of one epoch. */
  public static final String SECONDS = "seconds";

  /** CPU seconds of the training process in the training part of one epoch. */
  public static final String CPU_SECONDS = "cpu_seconds";

  public static final String IMAGES_PER_SECOND = "images_per_second";
  public static final String TEST_LOSS = "test_loss";
  public static final String TEST_ACCURACY = "test_accuracy";
  public static final String PEAK_MEMORY_BYTES = "peak_memory_bytes";

  /** What the names of readings of one layer's inner life end in; too many for a first look. */
  private static final String RATIO = "_ratio_";

  /** After a layer's name: the mean ratio of its output to its input. */
  public static final String RATIO_MEAN = RATIO + "mean";

  /** After a layer's name: the standard deviation of that ratio. */
  public static final String RATIO_SD = RATIO + "sd";

  /** A contrast's name for training time: the log ratio of median seconds an epoch. */
  public static final String TIME = "time";

  /** More metrics of different names no run may have: far more than anybody looks at. */
  public static final int MAX_OF_RUN = 2000;

  /** What is wrong with a run that has more, in a clause. */
  public static final String TOO_MANY =
      "with it the run has more than %,d metrics of different names".formatted(MAX_OF_RUN);

  private Metrics() {}

  /** Whether it tells of the inside of a net, layer by layer: for queries, not for first looks. */
  public static boolean isOfOneLayer(String metric) {
    return metric.contains(RATIO);
  }
}
