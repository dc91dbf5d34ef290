package dev.nightsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
  @ParameterizedTest
  @CsvSource({
    "1b, \\u001b",
    "7, \\u0007",
    "8, \\u0008",
    "7f, \\u007f",
    "9b, \\u009b",
    "85, \\u0085",
    "202e, \\u202e",
    "2066, \\u2066",
    "200b, \\u200b",
    "2028, \\u2028",
    "feff, \\ufeff",
    "e0001, \\udb40\\udc01",
    "d800, \\ud800"
  })
  void whatSteersOrHidesIsSpelledOut(String code, String shown) {
    String text = "a" + Character.toString(Integer.parseInt(code, 16)) + "b";
    assertThat(TerminalText.harmless(text)).isEqualTo("a" + shown + "b");
    assertThat(TerminalText.line(text + text)).isEqualTo("a%sba%sb".formatted(shown, shown));
  }

  @Test
  void allElseStaysAsItIs() {
    String text = "±0.01 \u2013 ß 日本 😀\n\ttab\r\nline";
    assertThat(TerminalText.harmless(text)).isSameAs(text);
    assertThat(TerminalText.line(text))
        .isEqualTo("±0.01 \u2013 ß 日本 😀\\u000a\\u0009tab\\u000d\\u000aline");
    assertThat(TerminalText.harmless("100 %\r  0 %")).isEqualTo("100 %\\u000d  0 %");
  }
}
