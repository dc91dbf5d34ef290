package dev.nightsweep.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.forecast.MemoryEstimate;
import org.junit.jupiter.api.Test;

class MemoryTextTest {
  private static final long GIB = 1L << 30;

  @Test
  void saysHowManyTrainIfMemoryIsShort() {
    assertThat(MemoryText.of(new MemoryEstimate(GIB, 3 * GIB), 8, false))
        .contains("8 workers would take about 8192 MiB", "3 train at once");
  }

  @Test
  void whoAskedForMoreGetsThem() {
    assertThat(MemoryText.of(new MemoryEstimate(GIB, 3 * GIB), 8, true))
        .contains("if one is killed");
  }
}
