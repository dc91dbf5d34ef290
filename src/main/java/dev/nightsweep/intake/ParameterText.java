package dev.nightsweep.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.model.Setting;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings from what a tracker keeps of a parameter. Some keep texts only, so a text that is a
 * number is one: 0.001, 1e-3 and "0.001" are one setting. A text with a leading zero is none, nor
 * is one that may be part of a hash.
 */
final class ParameterText {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9]\\d{0,18})");

  private static final Pattern REAL =
      Pattern.compile("[+-]?((0|[1-9]\\d*)?\\.\\d*|(0|[1-9]\\d*)\\.)");

  /** One digit before the point, as every language writes it. */
  private static final Pattern POWER =
      Pattern.compile("[+-]?(\\d(\\.\\d*)?|\\.\\d+)[eE]([+-]?\\d{1,3})");

  private static final double MAX_EXACT = 1L << 53;
  private static final int MAX_TEXT = 500;
  private static final int SHOWN = 100;

  private ParameterText() {}

  /** Adds what a parameter holds; a map is one parameter an entry, {@code trainer.seed}. */
  static void add(String name, String json, Map<String, Setting> settings) {
    add(name, tree(json), settings);
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return tree == null ? JSON.getNodeFactory().textNode(json) : tree;
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(json);
    }
  }

  private static void add(String name, JsonNode value, Map<String, Setting> settings) {
    if (value.isObject() && !value.isEmpty()) {
      value.properties().forEach(e -> add(name + "." + e.getKey(), e.getValue(), settings));
    } else {
      settings.put(name, setting(value));
    }
  }

  private static Setting setting(JsonNode value) {
    if (value.isBoolean()) {
      return Setting.of(value.asBoolean());
    } else if (value.isNull()) {
      return new Setting.Null();
    } else if (value.isArray()) {
      List<Setting> items = new ArrayList<>();
      value.forEach(item -> items.add(setting(item)));
      Setting array = new Setting.Array(items);
      return array.text().length() > MAX_TEXT ? word(array.text()) : array;
    } else if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Setting.of(value.longValue());
    } else if (value.isNumber()) {
      return number(value.doubleValue(), value.asText());
    }
    return text(value.isTextual() ? value.asText() : value.toString());
  }

  /** What a text is: a number, a boolean, nothing, or a word. */
  static Setting text(String text) {
    String plain = text.strip();
    if (WHOLE.matcher(plain).matches()) {
      try {
        return Setting.of(Long.parseLong(plain));
      } catch (NumberFormatException e) {
        return word(plain); // beyond any integer
      }
    } else if (plain.matches(".*\\d.*")
        && (REAL.matcher(plain).matches() || POWER.matcher(plain).matches())) {
      return number(Double.parseDouble(plain), plain);
    }
    return switch (plain) {
      case "true", "True", "TRUE" -> Setting.of(true);
      case "false", "False", "FALSE" -> Setting.of(false);
      case "None", "null" -> new Setting.Null(); // as Python and JSON write it; "none" is a word
      default -> word(plain);
    };
  }

  private static Setting number(double number, String text) {
    if (!Double.isFinite(number)) {
      return word(text);
    }
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < MAX_EXACT;
    return isWhole ? Setting.of((long) number) : Setting.of(number);
  }

  /** A long one is cut, but stays told from others. */
  private static Setting word(String text) {
    return Setting.of(
        text.length() <= MAX_TEXT
            ? text
            : "%s… (%s)"
                .formatted(text.substring(0, SHOWN), Hash.ofText(text).substring(0, Hash.SHORT)));
  }
}
