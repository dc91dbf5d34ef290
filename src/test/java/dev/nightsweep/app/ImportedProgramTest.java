package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportedProgramTest {
  private static final String COMMAND = "sh evil.sh ${args}";

  /** Whoever is asked sees what is asked about, on a terminal of usual height. */
  @Test
  void theCommandDoesNotScrollAwayBehindItsParameters() {
    List<String> parameters = IntStream.range(0, 5_000).mapToObj("p%d = 1, 2"::formatted).toList();
    List<String> lines =
        new ImportedProgram("x-1", List.of(COMMAND), parameters).text().lines().toList();
    assertThat(lines).hasSizeLessThan(40).contains("  " + COMMAND, "  p0 = 1, 2");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("  … and 4,970 more, which stand in its spec.");
  }

  @Test
  void norDoesItBehindOneLongParameter() {
    String text =
        new ImportedProgram("x-1", List.of(COMMAND), List.of("p = " + "x".repeat(50_000))).text();
    assertThat(text).hasSizeLessThan(1_000).endsWith("x… and 49,604 letters more");
  }

  @Test
  void theCommandIsShownWhole() {
    String command = "sh -c " + "x".repeat(50_000);
    assertThat(new ImportedProgram("x-1", List.of(command), List.of("a = 1")).text())
        .contains(command, "  a = 1");
  }
}
