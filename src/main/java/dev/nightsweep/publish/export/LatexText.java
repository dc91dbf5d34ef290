package dev.nightsweep.publish.export;

import java.util.Map;

/** Any text as LaTeX prints it: no character of it is a command, and none is unknown to it. */
final class LatexText {
  private static final Map<Integer, String> COMMANDS =
      Map.ofEntries(
          entry('\\', "\\textbackslash{}"),
          entry('{', "\\{"),
          entry('}', "\\}"),
          entry('$', "\\$"),
          entry('&', "\\&"),
          entry('#', "\\#"),
          entry('%', "\\%"),
          entry('_', "\\_"),
          entry('^', "\\textasciicircum{}"),
          entry('~', "\\textasciitilde{}"),
          entry('<', "\\textless{}"),
          entry('>', "\\textgreater{}"),
          entry('|', "\\textbar{}"),
          entry('"', "''"),
          entry('`', "\\textasciigrave{}"),
          entry('-', "{-}"),
          entry('[', "{[}"),
          entry(']', "{]}"),
          entry('−', "$-$"),
          entry('–', "--"),
          entry('±', "$\\pm$"),
          entry('×', "$\\times$"),
          entry('≤', "$\\leq$"),
          entry('≥', "$\\geq$"),
          entry('“', "``"),
          entry('”', "''"),
          entry('’', "'"),
          entry('·', "$\\cdot$"),
          entry('…', "\\dots{}"),
          entry('α', "$\\alpha$"));

  private LatexText() {}

  private static Map.Entry<Integer, String> entry(char character, String command) {
    return Map.entry((int) character, command);
  }

  static String of(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    String command = COMMANDS.get(character);
    if (command != null) {
      escaped.append(command);
    } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      escaped.append(' ');
    } else if (isPlain(character)) {
      escaped.appendCodePoint(character);
    } else if (!Character.isISOControl(character)) {
      escaped.append("U+%04X".formatted(character)); // its fonts may not have it
    }
  }

  private static boolean isPlain(int character) {
    boolean ascii = character > ' ' && character < 0x7f;
    boolean letter = character >= 'À' && character <= 'ÿ' && "ÐÞðþ×÷".indexOf(character) < 0;
    return ascii || letter;
  }
}
