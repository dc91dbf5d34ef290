package dev.nightsweep.train.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a program reports at the end of an epoch: a JSON object alone on a line, with an integer
 * {@code epoch} from 1 and a number for each metric; other fields are left out. NaN and infinities
 * are taken as Python writes them.
 */
record MetricLine(int epoch, Map<String, Double> metrics) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final String EPOCH = "epoch";

  /** The line, if it is one of that kind. */
  static Optional<MetricLine> of(String line) {
    if (!line.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(line);
      boolean counts = node.isObject() && node.path(EPOCH).canConvertToInt();
      return counts && node.get(EPOCH).isIntegralNumber() && node.get(EPOCH).asInt() > 0
          ? Optional.of(new MetricLine(node.get(EPOCH).asInt(), numbers(node)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // log, then
    }
  }

  private static Map<String, Double> numbers(JsonNode node) {
    Map<String, Double> numbers = new TreeMap<>();
    node.properties().stream()
        .filter(field -> field.getValue().isNumber() && !field.getKey().equals(EPOCH))
        .forEach(field -> numbers.put(field.getKey(), field.getValue().doubleValue()));
    return numbers;
  }
}
