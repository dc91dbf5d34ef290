package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void linesStandBehindThoseOfEarlierSessions() {
    Path file = folder.resolve("sweep.log");
    for (String text : new String[] {"one", "two"}) {
      try (LogFile log = LogFile.open(file)) {
        log.line(text);
      }
    }
    assertThat(file).hasContent("one%ntwo%n".formatted());
  }
}
