package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A reading as MLflow keeps it.
 *
 * @param timestamp in milliseconds since 1970
 */
record SentPoint(String key, double value, long timestamp, int step) {

  /** NaN and infinities are words there. */
  Map<String, Object> json() {
    return Map.of("key", key, "value", value, "timestamp", timestamp, "step", step);
  }

  /** Whether a server that keeps its numbers in SQL has this one so, infinities aside. */
  boolean isKeptAs(double other) {
    return Double.compare(value, other) == 0
        || (Double.isInfinite(value)
            && Double.compare(other, Math.copySign(Double.MAX_VALUE, value)) == 0);
  }

  /** The value of a point that a server tells of. */
  static double value(JsonNode point) {
    JsonNode value = point.path("value");
    return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
  }
}
