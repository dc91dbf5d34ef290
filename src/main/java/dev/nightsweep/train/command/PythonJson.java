package dev.nightsweep.train.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON as Python's {@code json.dumps} writes it: in ASCII, a space behind commas and colons. */
final class PythonJson {
  private PythonJson() {}

  static String text(Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    } else if (value instanceof Double number) {
      return PythonFloat.text(number);
    } else if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof List<?> list) {
      return list.stream().map(PythonJson::text).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }

  private static String quoted(String text) {
    return text.chars().mapToObj(PythonJson::escaped).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default -> c < ' ' || c >= 0x7F ? "\\u%04x".formatted(c) : Character.toString(c);
    };
  }
}
