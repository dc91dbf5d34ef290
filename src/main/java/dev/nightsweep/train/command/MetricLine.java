package dev.nightsweep.train.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.process.LineSplitter;
import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a program reports on a line: a JSON object alone on it, with an {@code epoch} or a {@code
 * step} and a number for each metric; other fields are left out. NaN and infinities are taken as
 * Python writes them.
 */
final class MetricLine {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final String EPOCH = "epoch";
  private static final String STEP = "step";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line that would be one if nothing stood before it. */
  private static final Pattern LATE = Pattern.compile("[^{]+\\{.*\"(epoch|step)\"\\s*:.*");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private MetricLine() {}

  static Reported of(String line) {
    String text = line.strip();
    text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1).stripLeading() : text;
    if (!text.startsWith("{")) {
      return LATE.matcher(text).matches()
          ? new Reported.NotTaken(line, "something stands before the {")
          : new Reported.Text(line);
    }
    try {
      JsonNode node = JSON.readTree(text);
      return of(line, node);
    } catch (JsonProcessingException e) {
      return new Reported.NotTaken(
          line, line.endsWith(LineSplitter.CUT) ? "it is too long" : "it is not JSON");
    }
  }

  /**
   * What an object reports.
   *
   * @param text the object as the program wrote it
   */
  static Reported of(String text, JsonNode object) {
    Unit unit =
        object.path(EPOCH).isValueNode() && !isEmpty(object, EPOCH) ? Unit.EPOCH : Unit.STEP;
    String field = unit == Unit.EPOCH ? EPOCH : STEP;
    if (isEmpty(object, field)) {
      return new Reported.NotTaken(text, "it has neither an epoch nor a step");
    }
    JsonNode mark = object.get(field);
    double number = mark.doubleValue();
    if (!mark.isNumber() || !(number >= 0 && number < Integer.MAX_VALUE)) {
      return new Reported.NotTaken(text, "its %s (%s) is no number from 0".formatted(field, mark));
    }
    List<String> asText = new ArrayList<>();
    Map<String, Double> metrics = metrics(object, asText);
    String warning =
        asText.isEmpty()
            ? ""
            : "%s is a text; it was taken as the number in it".formatted(asText.get(0));
    return new Reported.Readings(text, new Mark(unit, number), metrics, warning);
  }

  private static boolean isEmpty(JsonNode object, String field) {
    return object.path(field).isMissingNode() || object.path(field).isNull();
  }

  private static Map<String, Double> metrics(JsonNode object, List<String> asText) {
    Map<String, Double> metrics = new TreeMap<>();
    object.properties().stream()
        .filter(field -> !field.getKey().equals(EPOCH))
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNumber()) {
                metrics.put(field.getKey(), value.doubleValue());
              } else if (value.isTextual()) {
                number(value.textValue().strip())
                    .ifPresent(
                        number -> {
                          metrics.put(field.getKey(), number);
                          asText.add("%s (%s)".formatted(field.getKey(), value));
                        });
              }
            });
    return metrics;
  }

  private static Optional<Double> number(String text) {
    return switch (text) {
      case "nan", "NaN" -> Optional.of(Double.NaN);
      case "inf", "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default ->
          NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    };
  }
}
