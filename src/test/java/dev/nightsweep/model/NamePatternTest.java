package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NamePatternTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "/",
          ".",
          "-",
          "😀",
          "*",
          "**",
          "?",
          "[ab]",
          "[!a]",
          "[^b]",
          "[a-c]",
          "[-a]",
          "[!-]",
          "[\\]",
          "[&&b]",
          "\\*",
          "\\a",
          "{a,b*}",
          "{?/,[b-]}",
          "{a}",
          "{,b}",
          "}",
          ",");
  private static final List<String> LETTERS =
      List.of("a", "b", "c", "/", ".", "-", "*", "&", "\\", "^", "!", "}", ",", "😀", "\n");

  /** Of what belongs to a run, nothing may change by how it is found. */
  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason =
          "Java's own globs, which it is held against, take a backslash for a separator there")
  void theSameNamesFitAsByTheGlobsOfJava() {
    Random random = new Random(27);
    int fitting = 0;
    for (int i = 0; i < 20_000; i++) {
      String glob = some(PARTS, 1 + random.nextInt(6), random);
      PathMatcher theirs = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      NamePattern ours = NamePattern.of(glob);
      for (int j = 0; j < 10; j++) {
        String name = Path.of(some(LETTERS, 1 + random.nextInt(5), random)).toString();
        boolean fits = theirs.matches(Path.of(name));
        fitting += fits ? 1 : 0;
        assertThat(ours.matches(name)).as("%s of %s", name, glob).isEqualTo(fits);
      }
    }
    assertThat(fitting).isGreaterThan(5_000);
  }

  private static String some(List<String> parts, int number, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number; i++) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }

  /** One way after the other, they would take longer than there is time. */
  @Test
  void noPatternTakesLong() {
    String name = "a".repeat(250);
    assertThat(NamePattern.of("*a".repeat(100) + "b").matches(name)).isFalse();
    assertThat(NamePattern.of("**a".repeat(100) + "b").matches(name)).isFalse();
    assertThat(NamePattern.of("{*a,*a*}".repeat(100) + "b").matches(name)).isFalse();
    assertThat(NamePattern.of("*".repeat(10_000)).matches(name)).isTrue();
    assertThat(new CodeScope(List.of("**/".repeat(3000) + "a"), List.of()).includes(name))
        .isFalse();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    for (String wrong : List.of("[a", "{a", "{a,{b}}", "a\\", "[b-a]", "[a/b]")) {
      assertThatThrownBy(() -> NamePattern.of(wrong))
          .as(wrong)
          .isInstanceOf(PatternSyntaxException.class);
    }
  }
}
