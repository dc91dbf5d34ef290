package dev.nightsweep.train.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters of a run as W&B's agent writes them for {@code wandb.init}: YAML as PyYAML reads
 * it, which is of version 1.1. It holds ASCII alone, so that no locale matters.
 */
final class WandbConfig {
  private static final int MAX_ASCII = 0x7f;

  private WandbConfig() {}

  /**
   * The text of the file.
   *
   * @param parameters plain Java values, as {@link PythonText#value} gives them
   */
  static String text(Map<String, Object> parameters) {
    StringBuilder yaml = new StringBuilder("wandb_version: 1\n\n");
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                yaml.append("%s: {\"value\": %s}\n".formatted(quoted(name), yaml(value))));
    return yaml.toString();
  }

  private static String yaml(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof Double number) {
      return real(number);
    } else if (value instanceof List<?> list) {
      return list.stream().map(WandbConfig::yaml).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> quoted(String.valueOf(e.getKey())) + ": " + yaml(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value); // null, true, 1
  }

  /** PyYAML takes a number for a real one only if it has a point, and a sign in the exponent. */
  private static String real(double number) {
    return Double.toString(number).replaceFirst("E(?=\\d)", "E+");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c >= ' ' && c < MAX_ASCII) {
                quoted.append((char) c);
              } else {
                quoted.append("\\U%08x".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }
}
