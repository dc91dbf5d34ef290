package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt the reader: each is refused in words, none overflows or fills the memory. */
class HostileSpecTest {
  private static final int FULL = SpecReader.MAX_BYTES;

  static Stream<Named<String>> hostileYaml() {
    return Stream.of(
        Named.of("nine lists of nine aliases", bomb(9, 9)),
        Named.of("forty lists of two aliases", bomb(40, 2)),
        Named.of("lists in lists", "[".repeat(FULL)),
        Named.of("maps in maps", "{a: ".repeat(FULL / 4)),
        Named.of("compact lists in lists", "- ".repeat(FULL / 2)),
        Named.of("indented maps in maps", indentedMaps(1500)),
        Named.of("complex keys", "? ".repeat(FULL / 2)),
        Named.of("colons", ":".repeat(FULL)),
        Named.of("colons and blanks", ": ".repeat(FULL / 2)),
        Named.of("anchors", "&a ".repeat(FULL / 3)),
        Named.of("tags", "!a ".repeat(FULL / 3)),
        Named.of("directives", "%A b\n".repeat(FULL / 5)),
        Named.of("documents", "---\n".repeat(FULL / 4)),
        Named.of("comments", "#\n".repeat(FULL / 2)),
        Named.of("blanks", " ".repeat(FULL)),
        Named.of("tabs", "\t".repeat(FULL)),
        Named.of("an open quote", "a: \"" + "x".repeat(FULL - 10)),
        Named.of("a long key", "x".repeat(FULL - 10) + ": 1"),
        Named.of("a long word", "name: a\nrun_cap: " + "x".repeat(FULL - 100)),
        Named.of("a long integer", "run_cap: " + "9".repeat(FULL - 100)),
        Named.of("a long sexagesimal", "run_cap: 1" + ":30".repeat(900_000)),
        Named.of("a shorter sexagesimal", "run_cap: 1" + ":30".repeat(300)),
        Named.of("many unknown keys", keys(200_000)),
        Named.of("many wrong values", "parameters: {lrn: {values: [" + "1,".repeat(1_000_000)),
        Named.of("many wrong values, closed", parameters("lrn", "1,".repeat(200_000))),
        Named.of("many equal values", parameters("width", "1,".repeat(200_000))),
        Named.of("a long name", "name: " + "x".repeat(FULL - 100) + "\nmethod: grid"),
        Named.of("a name of 201", "name: " + "x".repeat(201) + "\nmethod: grid"),
        Named.of("a long description", "description: " + "x".repeat(10_001) + "\nmethod: grid"),
        Named.of(
            "a long metric",
            "program: a.py\nmethod: grid\nmetric: {goal: maximize, name: " + "x".repeat(201) + "}"),
        Named.of(
            "a long name of a parameter",
            "program: a.py\nmethod: grid\nparameters: {" + "x".repeat(201) + ": {value: 1}}"),
        Named.of("control characters", "name: \u0001\u0002"),
        Named.of("lone surrogate", "name: \ud800"));
  }

  static Stream<Named<String>> hostileJson() {
    return Stream.of(
        Named.of("lists in lists", "[".repeat(FULL)),
        Named.of("maps in maps", "{\"a\":".repeat(FULL / 5)),
        Named.of("a long integer", "{\"run_cap\": " + "9".repeat(FULL - 20) + "}"),
        Named.of("a long text", "{\"method\": \"" + "x".repeat(FULL - 20) + "\"}"),
        Named.of("blanks", " ".repeat(FULL)),
        Named.of("an open text", "\"" + "x".repeat(FULL - 1)),
        Named.of("a byte order mark alone", "\uFEFF"));
  }

  @ParameterizedTest
  @MethodSource("hostileYaml")
  void refusesHostileYaml(String yaml) {
    assertRefused("a.yaml", yaml);
  }

  @ParameterizedTest
  @MethodSource("hostileJson")
  void refusesHostileJson(String json) {
    assertRefused("a.json", json);
  }

  private static void assertRefused(String file, String text) {
    SpecException e =
        catchThrowableOfType(
            SpecException.class, () -> SpecReader.read(file, text, SmallCatalog::byName));
    assertThat(e).isNotNull();
    assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.MAX_PROBLEMS);
    assertThat(e.getMessage()).hasSizeLessThan(1_000_000);
  }

  @Test
  void saysHowDeepIsTooDeep() {
    assertThatThrownBy(
            () -> SpecReader.read("a.yaml", "a: " + "[".repeat(99), SmallCatalog::byName))
        .hasMessage("a.yaml:1:53: nested more than 50 levels deep");
  }

  @Test
  void saysThatAliasesRepeatTooMuch() {
    assertThatThrownBy(() -> SpecReader.read("a.yaml", bomb(9, 9), SmallCatalog::byName))
        .hasMessageContaining("too large: more than 250,000 items, aliases repeated");
  }

  @Test
  void listsAThousandProblemsAtMost() {
    assertThatThrownBy(() -> SpecReader.read("a.yaml", keys(1001), SmallCatalog::byName))
        .hasMessageEndingWith("… and perhaps more: only the first 1,000 are listed");
  }

  @Test
  void showsControlCharactersAndCutsLongWords() {
    String key = "\"" + "\\e[31m\\u202e" + "x".repeat(100) + "\"";

    assertThatThrownBy(
            () -> SpecReader.read("a.yaml", "method: grid\n" + key + ": 1", SmallCatalog::byName))
        .hasMessage("a.yaml:2:1: unknown key '\\u001b[31m\\u202e" + "x".repeat(54) + "…'");
  }

  @Test
  void acceptsALargeHonestList() {
    String levels =
        IntStream.rangeClosed(1, 50_000)
            .mapToObj(i -> "0." + i + "1")
            .collect(Collectors.joining(", "));

    assertThat(
            SpecReader.read("a.yaml", parameters("learning_rate", levels), SmallCatalog::byName)
                .spec()
                .parameters()
                .get("learning_rate")
                .levels())
        .hasSize(50_000);
  }

  private static String parameters(String name, String values) {
    return "method: grid\nparameters: {" + name + ": {values: [" + values + "]}}\n";
  }

  private static String bomb(int lists, int aliases) {
    StringBuilder yaml = new StringBuilder("method: grid\nl0: &l0 [x, x]\n");
    for (int i = 1; i < lists; i++) {
      String all = ("*l" + (i - 1) + ", ").repeat(aliases);
      yaml.append("l").append(i).append(": &l").append(i).append(" [").append(all).append("]\n");
    }
    return yaml.toString();
  }

  private static String indentedMaps(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(i -> " ".repeat(i) + "a:\n")
        .collect(Collectors.joining());
  }

  private static String keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());
  }
}
