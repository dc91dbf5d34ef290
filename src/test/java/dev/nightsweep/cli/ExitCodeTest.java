package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.QueueResult;
import dev.nightsweep.app.SessionOutcome;
import dev.nightsweep.app.SweepResult;
import dev.nightsweep.schedule.SessionEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "DONE, 0, false, 0",
    "DONE, 0, true, 2",
    "DONE, 1, false, 3",
    "DONE, 1, true, 3",
    "STOPPED, 1, true, 4",
    "HOPELESS, 1, true, 5",
    "INTERRUPTED, 1, true, 130"
  })
  void whatWentLeastWellCounts(SessionEnd end, int badRuns, boolean refused, int code) {
    SweepResult first = result(SessionEnd.DONE, 0);
    QueueResult queue =
        new QueueResult(
            List.of(first, result(end, badRuns)), refused ? List.of("third-1") : List.of());
    assertThat(ExitCode.of(queue)).isEqualTo(code);
  }

  /** Of every two ends of one queue, in either order, the one that the page on commands says. */
  @Test
  void whichOfTwoWinsIsDocumented() throws IOException {
    List<Integer> documented = documented();
    assertThat(documented).containsExactly(130, 5, 4, 3, 2);
    for (SessionEnd one : SessionEnd.values()) {
      for (SessionEnd other : SessionEnd.values()) {
        List<SweepResult> both = List.of(result(one, 1), result(other, 1));
        int first = ExitCode.of(both.get(0).outcome());
        int second = ExitCode.of(both.get(1).outcome());
        int winner = documented.indexOf(first) < documented.indexOf(second) ? first : second;
        assertThat(ExitCode.of(new QueueResult(both, List.of("third-1"))))
            .as("%s and %s", one, other)
            .isEqualTo(winner);
      }
    }
  }

  private static List<Integer> documented() throws IOException {
    String sentence =
        Files.readAllLines(Path.of("src/docs/commands.md")).stream()
            .filter(line -> line.startsWith("Where several apply, "))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("\\d+")
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  private static SweepResult result(SessionEnd end, int badRuns) {
    return new SweepResult(
        new SessionOutcome(end, "", badRuns), null, List.of(), Path.of("report.html"));
  }
}
