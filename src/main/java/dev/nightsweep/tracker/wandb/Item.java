package dev.nightsweep.tracker.wandb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.tracker.ProtobufFields;
import dev.nightsweep.tracker.TrackerLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * A key and its value in a record of W&B: HistoryItem, SummaryItem and ConfigItem are alike.
 *
 * @param name the key, or the nested keys with dots between them
 * @param json the value as Python writes JSON, NaN included
 */
record Item(String name, String json) {
  private static final int KEY = 1;
  private static final int NESTED_KEY = 2;
  private static final int NONE = 3;
  private static final int BOOLEAN = 4;
  private static final int INTEGER = 5;
  private static final int REAL = 6;
  private static final int TEXT = 7;
  private static final int JSON_OF_TYPED = 8;
  private static final int VALUE_JSON = 16;
  private static final int MAX_DEPTH = 50;

  private static final JsonMapper JSON = mapper();

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(TrackerLimits.MAX_RECORD_BYTES)
                .build());
    return mapper;
  }

  /** Takes a metric and its value. */
  interface Numbers {
    void add(String metric, double value);
  }

  static Item read(ProtobufFields fields) {
    List<String> keys = new ArrayList<>();
    String json = "null";
    while (fields.next()) {
      switch (fields.number()) {
        case KEY -> {
          String key = fields.text();
          if (!key.isEmpty()) {
            keys.add(key);
          }
        }
        case NESTED_KEY -> keys.add(fields.text());
        default -> json = value(fields, json);
      }
    }
    String name = String.join(".", keys);
    if (name.length() > TrackerLimits.MAX_NAME) {
      throw new IllegalArgumentException("a name of %d letters".formatted(name.length()));
    }
    return new Item(name, json);
  }

  private static String value(ProtobufFields fields, String otherwise) {
    return switch (fields.number()) {
      case VALUE_JSON, JSON_OF_TYPED -> fields.text();
      case NONE -> "null";
      case BOOLEAN -> Boolean.toString(fields.integer() != 0);
      case INTEGER -> Long.toString(fields.signedInteger());
      case REAL -> Double.toString(fields.real());
      case TEXT -> JSON.getNodeFactory().textNode(fields.text()).toString();
      default -> otherwise;
    };
  }

  /**
   * The number that it is, or the numbers in the mapping that it is. Texts, booleans and what is no
   * JSON are no metrics; nor are W&B's descriptions of media, which are mappings with a type.
   */
  void addNumbers(Numbers to) {
    try {
      addNumbers(name, JSON.readTree(json), to);
    } catch (JsonProcessingException e) {
      // not a number, then
    }
  }

  private static void addNumbers(String name, JsonNode value, Numbers to) {
    if (value.isNumber()) {
      to.add(name, value.doubleValue());
    } else if (value.isObject() && !value.has("_type")) {
      value.properties().forEach(e -> addNumbers(name + "." + e.getKey(), e.getValue(), to));
    } else if (value.isTextual()) {
      notFinite(name, value.textValue(), to);
    }
  }

  /** W&B's summaries have them as texts. */
  private static void notFinite(String name, String text, Numbers to) {
    switch (text) {
      case "NaN" -> to.add(name, Double.NaN);
      case "Infinity" -> to.add(name, Double.POSITIVE_INFINITY);
      case "-Infinity" -> to.add(name, Double.NEGATIVE_INFINITY);
      default -> {} // a text
    }
  }
}
