package dev.nightsweep.model;

/** Settings inside a list or map, as JSON. */
final class SettingJson {
  private SettingJson() {}

  static String of(Setting setting) {
    return setting instanceof Setting.Word word ? quoted(word.word()) : real(setting);
  }

  /** A whole real stays told from an integer. */
  private static String real(Setting setting) {
    return setting instanceof Setting.Real number
        ? Double.toString(number.number())
        : setting.text();
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
