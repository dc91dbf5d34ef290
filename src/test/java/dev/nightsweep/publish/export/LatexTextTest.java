package dev.nightsweep.publish.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LatexTextTest {
  /** Commands that {@link LatexText} may write; whatever else it writes must be plain. */
  private static final Pattern COMMANDS =
      Pattern.compile(
          "\\\\(?:text(?:backslash|asciicircum|asciitilde|asciigrave|less|greater|bar)|dots)\\{}"
              + "|\\\\[{}$&#%_]|\\$(?:-|\\\\[a-z]+)\\$|\\{[-\\[\\]]}");

  @Test
  void noCharacterOfAnyTextIsACommand() {
    StringBuilder all = new StringBuilder();
    for (int character = 0; character < 0x3000; character++) {
      all.appendCodePoint(character);
    }
    all.append("😀");
    String plain = COMMANDS.matcher(LatexText.of(all.toString())).replaceAll("");
    assertThat(plain)
        .matches("[A-Za-z0-9À-ÿ !'()*+,./:;=?@`-]*")
        .contains("U+1F600", "U+03B2", "é");
  }

  @Test
  void whatIsEscapedReadsAsItWas() {
    assertThat(LatexText.of("lrn_alpha=5 %, −0.0012 & \\x{#1}"))
        .isEqualTo("lrn\\_alpha=5 \\%, $-$0.0012 \\& \\textbackslash{}x\\{\\#1\\}");
  }
}
