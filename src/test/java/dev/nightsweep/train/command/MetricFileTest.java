package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a program may write its metrics to, in ways that programs do. */
class MetricFileTest {
  private static final String ONE = "{\"epoch\": 1, \"acc\": 0.5}\n";
  private static final String TWO = "{\"epoch\": 2, \"acc\": 0.6}\n";
  private static final String SHORT = "{\"epoch\":3}\n";

  @TempDir private Path folder;

  private List<String> read(MetricFile file) throws IOException {
    return file.poll(false).stream().map(Reported::text).toList();
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), text);
  }

  @Test
  void aProgramMayWriteItAnewWithEachEpoch() throws IOException {
    try (MetricFile file = MetricFile.fresh(folder)) {
      assertThat(read(file)).isEmpty();
      write(ONE);
      assertThat(read(file)).containsExactly(ONE.strip());
      write("");
      assertThat(read(file)).isEmpty();
      write(ONE + TWO);
      assertThat(read(file)).containsExactly(ONE.strip(), TWO.strip());
      write(SHORT);
      assertThat(read(file)).containsExactly(SHORT.strip());
      Files.delete(folder.resolve("metrics.jsonl"));
      assertThat(read(file)).isEmpty();
      write(SHORT + ONE);
      assertThat(read(file)).containsExactly(SHORT.strip(), ONE.strip());
    }
  }
}
