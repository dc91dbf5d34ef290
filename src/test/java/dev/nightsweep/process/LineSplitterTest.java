package dev.nightsweep.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a",
        "a\n",
        "a\r\nb\rc\n\nd",
        "\r\r\n",
        "\n\r",
        "häufig\u2028é\n\u20ac",
        "a\u0000b\n"
      })
  void linesAreThoseOfAReader(String text) throws IOException {
    BufferedReader reader = new BufferedReader(new StringReader(text));
    assertThat(lines(text, 100)).isEqualTo(reader.lines().toList());
  }

  @Test
  void aLineIsTheSameHoweverItsBytesCome() {
    byte[] bytes = "häu\r\nfig\n".getBytes(StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(100, found::add);
    for (byte one : bytes) {
      splitter.accept(new byte[] {one}, 1);
    }
    splitter.end();
    assertThat(found).containsExactly("häu", "fig");
  }

  @Test
  void aLineWithoutEndTakesNoMoreThanItsShare() throws IOException {
    assertThat(lines("x".repeat(1_000_000) + "\nnext", 5))
        .containsExactly("xxxxx… (cut, 999995 bytes more)", "next");
  }

  private static List<String> lines(String text, int maxBytes) throws IOException {
    List<String> found = new ArrayList<>();
    LineSplitter.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes, found::add);
    return found;
  }
}
