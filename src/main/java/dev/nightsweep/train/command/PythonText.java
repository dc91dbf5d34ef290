package dev.nightsweep.train.command;

import dev.nightsweep.model.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values as Python writes them, since W&B's agent does: {@code True}, {@code None}, {@code 1e-05}.
 */
final class PythonText {
  private PythonText() {}

  /** The setting as Python's {@code str} writes it. */
  static String of(Setting setting) {
    return str(value(setting));
  }

  /**
   * The setting in plain Java values: null, {@link Boolean}, {@link Number}, {@link String}, a
   * {@link List} or {@link Map} of such.
   */
  static Object value(Setting setting) {
    return setting.plain();
  }

  static String str(Object value) {
    return value instanceof String text ? text : repr(value);
  }

  static String repr(Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof Double number) {
      return PythonFloat.text(number);
    } else if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof List<?> list) {
      return list.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }

  private static String quoted(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder written = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> written.append(escaped(c, quote)));
    return written.append(quote).toString();
  }

  private static String escaped(int c, char quote) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> {
        if (c == quote) {
          yield "\\" + quote;
        } else if (isPrintable(c)) {
          yield Character.toString(c);
        }
        yield (c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c);
      }
    };
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
