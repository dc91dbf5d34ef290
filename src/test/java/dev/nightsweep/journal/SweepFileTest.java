package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Entry;
import java.io.IOException;
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

  @Test
  void bothFormsHoldEveryKindOfEntryToTheBit() throws IOException {
    assertThat(SweepFile.read(FILE.write(Map.of("answers", List.of("yes"))))).isEqualTo(FILE);
    assertThat(SweepFile.read(FILE.pack())).isEqualTo(FILE);
    assertThat(FILE.pack()).isEqualTo(SweepFile.read(FILE.pack()).pack());
  }

  @Test
  void whatIsNoSweepIsRefused() {
    assertThatThrownBy(() -> SweepFile.read("{}")).hasMessageContaining("no JSON of a sweep");
    assertThatThrownBy(() -> SweepFile.read("nonsense")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> SweepFile.read(FILE.pack().replace("\"version\":1", "\"version\":2")))
        .hasMessageContaining("newer Nightsweep");
    assertThatThrownBy(() -> SweepFile.read(FILE.pack().replace("RunStarted", "Nothing")))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(
            () ->
                SweepFile.read(FILE.pack().replaceAll("\"columns\":\\[\\[.*", "\"columns\":[]}]}")))
        .isInstanceOf(IOException.class);
  }
}
