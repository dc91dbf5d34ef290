package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.ProtobufFields;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Finds scalars and hyperparameters in events. The first value of a tag says which plugin it is
 * for; of later ones that is left out by some writers.
 */
final class ScalarReader {
  /** So many tags at most are told apart by their plugins. */
  private static final int MAX_TAGS = 100_000;

  /** So many values at most has one event: each takes more memory than its bytes. */
  private static final int MAX_VALUES = 100_000;

  private static final String SCALARS = "scalars";
  private static final String HYPERPARAMETERS = "hparams";

  private final Map<String, String> plugins = new HashMap<>();

  /** Fields of an event. */
  private static final class EventField {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int SUMMARY = 5;
  }

  /** Fields of one value of a summary. */
  private static final class ValueField {
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int TENSOR = 8;
    private static final int METADATA = 9;
  }

  /**
   * What one event tells.
   *
   * @throws IllegalArgumentException if the bytes are no event
   */
  List<EventValue> of(byte[] event) {
    double seconds = 0;
    long step = 0;
    for (ProtobufFields fields = new ProtobufFields(event); fields.next(); ) {
      switch (fields.number()) {
        case EventField.WALL_TIME -> seconds = fields.real();
        case EventField.STEP -> step = fields.integer();
        default -> {} // graphs, sessions; summaries once these two are known
      }
    }
    List<EventValue> values = new ArrayList<>();
    int summaries = 0;
    for (ProtobufFields fields = new ProtobufFields(event); fields.next(); ) {
      if (fields.number() == EventField.SUMMARY) {
        summary(fields.message(), step, seconds, values);
        requireFew(++summaries);
      }
    }
    return values;
  }

  private static void requireFew(int values) {
    if (values > MAX_VALUES) {
      throw new IllegalArgumentException("an event of more than %d values".formatted(MAX_VALUES));
    }
  }

  private void summary(ProtobufFields summary, long step, double seconds, List<EventValue> values) {
    while (summary.next()) {
      if (summary.number() == 1) {
        value(summary.message(), step, seconds, values);
        requireFew(values.size());
      }
    }
  }

  private void value(ProtobufFields fields, long step, double seconds, List<EventValue> values) {
    String tag = "";
    OptionalDouble number = OptionalDouble.empty();
    SummaryMetadata metadata = SummaryMetadata.NONE;
    boolean simple = false;
    while (fields.next()) {
      switch (fields.number()) {
        case ValueField.TAG -> tag = fields.text();
        case ValueField.SIMPLE_VALUE -> {
          number = OptionalDouble.of(fields.real());
          simple = true;
        }
        case ValueField.TENSOR -> number = TensorScalar.of(fields.message());
        case ValueField.METADATA -> metadata = SummaryMetadata.of(fields.message());
        default -> {} // pictures, histograms, sounds
      }
    }
    if (tag.length() > TrackerLimits.MAX_NAME) {
      throw new IllegalArgumentException("a tag of %d characters".formatted(tag.length()));
    }
    String plugin = plugin(tag, metadata);
    if (plugin.equals(HYPERPARAMETERS)) {
      told(metadata).forEach(fact -> values.add(new EventValue.Told(fact, seconds)));
    } else if (number.isPresent() && (simple || plugin.isEmpty() || plugin.equals(SCALARS))) {
      values.add(new EventValue.Scalar(tag, step, number.getAsDouble(), seconds));
    }
  }

  private static List<TrackedFact> told(SummaryMetadata metadata) {
    ByteBuffer content = metadata.content();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return HyperparameterFacts.of(new ProtobufFields(bytes));
  }

  private String plugin(String tag, SummaryMetadata metadata) {
    if (!metadata.plugin().isEmpty() && plugins.size() < MAX_TAGS) {
      plugins.putIfAbsent(tag, metadata.plugin());
    }
    return metadata.plugin().isEmpty() ? plugins.getOrDefault(tag, "") : metadata.plugin();
  }
}
