package dev.nightsweep.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
  private static final int MAX = 10_000;

  @TempDir private Path folder;

  @Test
  void ofAFloodTheEndIsKeptAndTheLogSaysSo() throws IOException {
    Path file = folder.resolve("worker.log");
    WorkerLog log = new WorkerLog(MAX);
    log.switchTo(file);
    for (int i = 0; i < 5000; i++) {
      log.add("line " + i);
    }
    log.close();
    Path older = folder.resolve("worker.log.1");
    assertThat(Files.size(file) + Files.size(older)).isLessThan(2 * MAX + 500);
    assertThat(Files.readAllLines(file)).first().asString().contains("worker.log.1", "is not kept");
    assertThat(Files.readAllLines(file)).last().isEqualTo("line 4999");
    String lastOfOlder = Files.readAllLines(older).get(Files.readAllLines(older).size() - 1);
    assertThat(Files.readAllLines(file).get(1))
        .isEqualTo("line " + (Integer.parseInt(lastOfOlder.substring(5)) + 1));
    assertThat(folder.toFile().list()).hasSize(2);
  }

  /** A worker's lock on its run is on this file: another file would be free for a second worker. */
  @Test
  void theFileStaysTheSameWhateverIsWritten() throws IOException {
    Path file = folder.resolve("worker.log");
    WorkerLog log = new WorkerLog(MAX);
    log.switchTo(file);
    Object key = Files.getAttribute(file, "unix:ino");
    try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 5000; i++) {
        log.add("line " + i);
      }
      assertThat(lock.size()).isEqualTo(Files.size(file));
    }
    log.close();
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(key);
  }
}
