package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of the API is a program that works. */
class ApiExampleTest {
  private static final Path DOCUMENTATION =
      Path.of("src/main/java/dev/nightsweep/app/package-info.java");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* \\}</pre>", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theExampleRunsASimulatedSweepAndPrintsItsVerdict() throws IOException, InterruptedException {
    String example = example();
    assertThat(example.lines()).hasSizeLessThanOrEqualTo(30);
    compile(Files.writeString(folder.resolve("Example.java"), example));

    String printed = run();
    assertThat(printed.lines().reduce((first, last) -> last).orElseThrow())
        .isIn(Arrays.stream(Verdict.values()).map(Verdict::name).toList());
    assertThat(printed).contains("lrn");
    assertThat(folder.resolve("results/index.html")).exists();
  }

  private static String example() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(DOCUMENTATION));
    assertThat(matcher.find()).isTrue();
    return matcher
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("^ \\* ?", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void compile(Path source) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private String run() throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    folder + File.pathSeparator + System.getProperty("java.class.path"),
                    "Example",
                    folder.resolve("results").toString()))
            .redirectError(err.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return out;
  }
}
