package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.store.h2.H2Store;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs from machine to machine: locale, encoding, time zone, the native library. */
@Tag("faults")
class SurroundingsTest {
  @TempDir private Path folder;
  private Path spec;

  @BeforeEach
  void writeSpec() throws Exception {
    spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.simulated(3, 0));
  }

  @Test
  void identitiesReadingsAndVerdictsAreTheSameInEveryLocaleEncodingAndTimeZone() throws Exception {
    Path plain = folder.resolve("plain");
    run(Shell.in(plain));
    List<String> identities = identities(plain);
    assertThat(identities).hasSize(12);
    Map<String, Shell> others =
        Map.of(
            "turkish",
            located("turkish", "tr", "TR", "Asia/Kathmandu"),
            "german",
            located("german", "de", "DE", "America/St_Johns"),
            "posix",
            inEveryProcess(
                "posix",
                "-XX:TieredStopAtLevel=1 -Dfile.encoding=US-ASCII",
                Map.of("LC_ALL", "POSIX", "LANG", "", "TZ", "Pacific/Chatham")));
    for (Map.Entry<String, Shell> other : others.entrySet()) {
      run(other.getValue());
      Path results = other.getValue().results();
      assertThat(identities(results)).as(other.getKey()).isEqualTo(identities);
      Invariants.hold(results, plain);
    }
  }

  @Test
  void withoutTheNativeLibraryASweepOfNetsIsRefusedOnceAndNotRunByRun() throws Exception {
    String nets = Files.writeString(folder.resolve("nets.yaml"), SoakSpecs.REAL).toString();
    String without =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(jar -> !jar.matches(".*nd4j-native-[^/]*(linux|windows|macosx)[^/]*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(without).isNotEqualTo(System.getProperty("java.class.path"));
    Shell.Ended refused =
        Shell.in(folder.resolve("bare"))
            .with(List.of(), Map.of("CLASSPATH", without))
            .run("run", nets);
    assertThat(refused.exitCode()).as(refused.err()).isNotZero();
    assertThat(refused.err()).contains("native library").doesNotContain("starts lrn");
  }

  @Test
  void aFolderThatNobodyMayWriteIsNamedBeforeAnythingIsTrained() throws Exception {
    Process process = Shell.in(Path.of("/proc/nightsweep")).builder("run", spec.toString()).start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("/proc/nightsweep").contains("cannot be written");
  }

  private Shell located(String name, String language, String country, String zone) {
    String options =
        "-XX:TieredStopAtLevel=1 -Duser.language=%s -Duser.country=%s -Duser.timezone=%s"
            .formatted(language, country, zone);
    return inEveryProcess(name, options, Map.of("LC_ALL", language + "_" + country));
  }

  /** The workers are to be there, too. */
  private Shell inEveryProcess(String name, String options, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_TOOL_OPTIONS", options);
    return Shell.in(folder.resolve(name)).with(List.of(), all);
  }

  private void run(Shell shell) throws Exception {
    Shell.Ended ended = shell.run("run", spec.toString(), "--workers", "2", "--retries", "9");
    assertThat(ended.exitCode()).as(ended.err()).isIn(0, 3);
  }

  private static List<String> identities(Path results) {
    try (H2Store store = H2Store.open(results)) {
      return Invariants.rows(store, "SELECT identity FROM runs ORDER BY 1");
    }
  }
}
