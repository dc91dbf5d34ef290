package dev.nightsweep.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The names on the wire are frozen: every type and field that a journal, an export or a worker's
 * pipe may hold stands in {@code wire-names.txt}. A line may be added there, none may go.
 */
class WireNamesTest {
  private static final String OURS = "dev.nightsweep.";

  @Test
  void everyNameOnTheWireIsTheFrozenOne() throws IOException {
    assertThat(String.join("\n", names())).isEqualTo(String.join("\n", frozen()));
  }

  /** What the published study's journals call their types and fields is known. */
  @Test
  void theNamesInThePublishedJournalsAreAmongThem() throws IOException {
    TreeSet<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("results/lrn-study"))) {
      for (Path journal : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        Matcher type = Pattern.compile("\"type\":\"(\\w+)\"").matcher(Files.readString(journal));
        while (type.find()) {
          types.add(type.group(1));
        }
      }
    }
    assertThat(types).hasSizeGreaterThan(5);
    assertThat(frozen().stream().map(line -> line.replaceAll("[. ].*", "")).distinct())
        .containsAll(types);
  }

  /** The page's script reads epochs of the sweep that it carries. */
  @Test
  void thePagesScriptKnowsFieldsByTheSameNames() throws IOException {
    String script = Files.readString(Path.of("src/main/resources/report/page.js"));
    Matcher path = Pattern.compile("at\\('(\\w+)\\.?'").matcher(script);
    TreeSet<String> used = new TreeSet<>();
    while (path.find()) {
      used.add("EpochFinished." + path.group(1));
    }
    assertThat(used).containsExactly("EpochFinished.epoch", "EpochFinished.metrics");
    assertThat(frozen().stream().map(line -> line.replaceAll(" .*", ""))).containsAll(used);
  }

  private static List<String> frozen() throws IOException {
    try (InputStream lines = WireNamesTest.class.getResourceAsStream("wire-names.txt")) {
      return new String(lines.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** A line for every field: type, field, and the values that an enumeration may take. */
  private static List<String> names() {
    Map<String, String> lines = new TreeMap<>();
    for (Class<?> sealed : WireNames.SEALED) {
      cases(sealed)
          .forEach(type -> collect(WireNames.of(type), Json.MAPPER.constructType(type), lines));
    }
    return lines.values().stream().distinct().sorted().toList();
  }

  private static Stream<Class<?>> cases(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? cases(type) : Stream.of(type));
  }

  private static void collect(String name, JavaType type, Map<String, String> lines) {
    lines.putIfAbsent(name, name);
    fields(type)
        .forEach(
            (field, held) -> {
              String path = name + "." + field;
              if (lines.putIfAbsent(path, path + constants(held)) == null) {
                contents(held)
                    .filter(part -> part.getRawClass().getName().startsWith(OURS))
                    .filter(part -> !part.getRawClass().isEnum() && !part.isAbstract())
                    .filter(part -> part.getRawClass() != Settings.class) // a plain object
                    .filter(part -> part.getRawClass() != ClassLabels.class) // a text or an array
                    .forEach(part -> collect(path, part, lines));
              }
            });
  }

  private static Map<String, JavaType> fields(JavaType type) {
    for (FlatRecord<?> flat : FlatRecords.ALL) {
      if (flat.type() == type.getRawClass()) {
        return flat.fields();
      }
    }
    Map<String, JavaType> fields = new TreeMap<>();
    for (BeanPropertyDefinition field :
        Json.MAPPER.getSerializationConfig().introspect(type).findProperties()) {
      fields.put(field.getName(), field.getPrimaryType());
    }
    return fields;
  }

  private static String constants(JavaType type) {
    return contents(type)
        .filter(JavaType::isEnumType)
        .map(part -> " = " + Json.write(part.getRawClass().getEnumConstants()))
        .findFirst()
        .orElse("");
  }

  private static Stream<JavaType> contents(JavaType type) {
    if (type.containedTypeCount() == 0) {
      return Stream.of(type);
    }
    return Stream.iterate(0, i -> i < type.containedTypeCount(), i -> i + 1)
        .flatMap(i -> contents(type.containedType(i)));
  }
}
