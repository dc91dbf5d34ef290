package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The LRN study's readings, logged by every tracker's own library and taken in again: {@code make
 * test-interop}.
 */
@EnabledIfSystemProperty(named = "nightsweep.interop", matches = ".+")
class ImportInteropTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("environments")
  void theStudysContrastsComeOutOnEveryWay(String environment)
      throws IOException, InterruptedException {
    Path source = folder.resolve("source");
    log(environment, source);
    if (!environment.equals("tensorboard")) { // which keeps half the digits
      assertAsPublished(source);
    }
    for (StudyRoute route : StudyRoute.ALL) {
      if (route.environment().equals(environment)) {
        Path results = folder.resolve(route.kind() + route.path().replace('/', '-'));
        route.check(source, results, "arm=without");
      }
    }
  }

  private static Stream<String> environments() {
    return StudyRoute.ALL.stream().map(StudyRoute::environment).distinct();
  }

  private void log(String environment, Path source) throws IOException, InterruptedException {
    Path python = Path.of(System.getProperty("nightsweep.interop"), environment, "bin", "python");
    Path script = Path.of("src/interop", environment.replaceFirst("-\\d$", ""), "study.py");
    File log = folder.resolve("log.txt").toFile();
    Process process =
        new ProcessBuilder(
                python.toAbsolutePath().toString(),
                script.toAbsolutePath().toString(),
                source.toString(),
                "lrn")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    assertThat(process.waitFor()).as("see " + log).isZero();
  }

  /** What the libraries read is what was published. */
  private static void assertAsPublished(Path source) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode published = json.readTree(new File("results/lrn-study/lrn-study.json"));
    for (JsonNode read : json.readTree(source.resolve("expected.json").toFile()).get("contrasts")) {
      for (JsonNode contrast : published.get("contrasts")) {
        if (contrast.get("metric").asText().equals("validation_accuracy")
            && contrast.get("baseline").asText().equals("none")
            && contrast.get("level").asText().equals(read.get("level").asText())) {
          assertThat(read.get("difference").asDouble())
              .isCloseTo(contrast.get("meanDifference").asDouble(), within(1e-12));
        }
      }
    }
  }
}
