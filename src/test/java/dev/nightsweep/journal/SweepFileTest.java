package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepFileTest {
  private static final SweepFile FILE =
      new SweepFile(
          "spec.yaml",
          EntrySamples.HARD,
          List.of(
              new SweepFile.Part(Optional.empty(), entries(Entry.OfSweep.class)),
              new SweepFile.Part(Optional.of("r1"), entries(Entry.OfRun.class)),
              new SweepFile.Part(Optional.of("r2"), List.of())));

  private static List<Entry> entries(Class<?> kind) {
    return EntrySamples.entries().stream().filter(kind::isInstance).toList();
  }

  private static SweepFile read(String json) throws IOException {
    return SweepFileReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
        .sweep();
  }

  @Test
  void bothFormsHoldEveryKindOfEntryToTheBit() throws IOException {
    assertThat(read(FILE.write(Map.of("answers", List.of("yes"))))).isEqualTo(FILE);
    assertThat(read(FILE.pack())).isEqualTo(FILE);
    assertThat(FILE.pack()).isEqualTo(read(FILE.pack()).pack());
  }

  @Test
  void whatIsNoSweepIsRefused() {
    assertThatThrownBy(() -> read("{}")).hasMessageContaining("no JSON of a sweep");
    assertThatThrownBy(() -> read("nonsense")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(FILE.pack().replace("\"version\":1", "\"version\":2")))
        .hasMessageContaining("newer Nightsweep");
    assertThatThrownBy(() -> read(FILE.pack().replace("RunStarted", "Nothing")))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(
            () -> read(FILE.pack().replaceAll("\"columns\":\\[\\[.*", "\"columns\":[]}]}")))
        .isInstanceOf(IOException.class);
  }
}
