package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.QueueResult;
import dev.nightsweep.app.SessionOutcome;
import dev.nightsweep.app.SweepResult;
import dev.nightsweep.schedule.SessionEnd;
import java.nio.file.Path;
import java.util.List;
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

  private static SweepResult result(SessionEnd end, int badRuns) {
    return new SweepResult(
        new SessionOutcome(end, "", badRuns), null, List.of(), Path.of("report.html"));
  }
}
