package dev.nightsweep.train.command;

import dev.nightsweep.model.Setting;
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

  /** A parameter that is nested in another, {@code opt.lr}, is an entry of a mapping. */
  static String text(Map<String, Setting> parameters) {
    StringBuilder yaml = new StringBuilder("wandb_version: 1\n\n");
    nested(parameters)
        .forEach(
            (name, value) ->
                yaml.append("%s: {\"value\": %s}\n".formatted(quoted(name), value(value))));
    return yaml.toString();
  }

  private static Map<String, Object> nested(Map<String, Setting> parameters) {
    Map<String, Object> top = new TreeMap<>();
    parameters.forEach((name, setting) -> put(top, name, setting));
    return top;
  }

  @SuppressWarnings("unchecked") // maps are ours
  private static void put(Map<String, Object> in, String name, Setting setting) {
    int dot = name.indexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      in.put(name, setting);
      return;
    }
    Object inner = in.computeIfAbsent(name.substring(0, dot), n -> new TreeMap<String, Object>());
    if (inner instanceof Map<?, ?> map) {
      put((Map<String, Object>) map, name.substring(dot + 1), setting);
    } else {
      in.put(name, setting);
    }
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> quoted((String) e.getKey()) + ": " + value(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    Setting setting = (Setting) value;
    return setting instanceof Setting.Word word ? quoted(word.word()) : number(setting);
  }

  /** PyYAML takes a number for a real one only if it has a point, and a sign in the exponent. */
  private static String number(Setting setting) {
    return setting instanceof Setting.Real real
        ? Double.toString(real.number()).replaceFirst("E(?=\\d)", "E+")
        : setting.text();
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
