package dev.nightsweep.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is not shown of many remarks is told of. */
class RemarkTableTest {
  private static List<Entry.Noted> notes(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Entry.Noted("warning", "metric_text", Optional.of("r"), "m" + i, Instant.EPOCH))
        .toList();
  }

  @Test
  void remarksBeyondTheLastThatIsShownAreCounted() {
    assertThat(RemarkTable.of(List.of())).isEmpty();
    assertThat(RemarkTable.of(notes(20)).orElseThrow()).contains("m19").doesNotContain("more");
    assertThat(RemarkTable.of(notes(23)).orElseThrow())
        .contains("m19")
        .doesNotContain("m20")
        .contains("and 3 more: nightsweep query", "kind LIKE 'metric_%'");
  }
}
