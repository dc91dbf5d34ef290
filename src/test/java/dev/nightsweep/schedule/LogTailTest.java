package dev.nightsweep.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;

  @Test
  void theLastTwentyLinesAreKept() throws IOException {
    Path log =
        Files.write(
            folder.resolve("run.log"),
            IntStream.range(0, 50).mapToObj("line %d"::formatted).toList());
    assertThat(LogTail.read(log)).hasSize(20).startsWith("line 30").endsWith("line 49");
    assertThat(LogTail.read(folder.resolve("missing.log"))).isEmpty();
  }

  @Test
  void aPathOfTheUsersHomeIsNotKept() throws IOException {
    String home = System.getProperty("user.home");
    Path log =
        Files.writeString(folder.resolve("run.log"), "cannot read " + home + "/data/mnist\n");
    assertThat(LogTail.read(log)).containsExactly("cannot read ~/data/mnist");
  }
}
