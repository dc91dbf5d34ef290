package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What /proc tells of a process, which changes while it is read. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it makes symbolic links")
class OpenFilesTest {
  @TempDir private Path process;

  private void open(int number, Path file, String flags) throws IOException {
    Files.createSymbolicLink(
        Files.createDirectories(process.resolve("fd")).resolve("" + number), file);
    if (!flags.isEmpty()) {
      Files.writeString(
          Files.createDirectories(process.resolve("fdinfo")).resolve("" + number),
          "pos:\t0\nflags:\t" + flags + "\n");
    }
  }

  /** One of them is gone when it is asked for. */
  @Test
  void oneThatIsClosedMeanwhileHidesNoOther() throws IOException {
    List<Path> written = new ArrayList<>();
    for (int number = 0; number < 9; number++) {
      Path file = Files.createFile(process.resolve("file" + number));
      open(number, file, number % 3 == 0 ? "" : number % 3 == 1 ? "0100001" : "0100000");
    }
    new OpenFiles(process).writtenTo(written);
    assertThat(written)
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("file1", "file4", "file7");
  }
}
