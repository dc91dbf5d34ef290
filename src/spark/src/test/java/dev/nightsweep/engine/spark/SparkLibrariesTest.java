package dev.nightsweep.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.ThirdPartyList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** THIRD_PARTY.md lists the jars that `make spark` fetches, no more and no less. */
class SparkLibrariesTest {
  private static final String PART = "Only with `make spark`, not shipped";

  @Test
  void everyJarThatIsFetchedIsListedAndNoOther() throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(Path.of(System.getenv("SPARK_HOME"), "jars"))) {
      jars = files.map(file -> file.getFileName().toString().replaceFirst("\\.jar$", "")).toList();
    }
    List<String> listed =
        ThirdPartyList.versions(PART).entrySet().stream()
            .map(it -> it.getKey().replaceFirst(".*:", "") + "-" + it.getValue())
            .toList();
    assertThat(jars).filteredOn(jar -> listed.stream().noneMatch(it -> is(jar, it))).isEmpty();
    assertThat(listed).filteredOn(it -> jars.stream().noneMatch(jar -> is(jar, it))).isEmpty();
  }

  /** A platform stands behind the version. */
  private static boolean is(String jar, String library) {
    return jar.equals(library) || jar.startsWith(library + "-");
  }
}
