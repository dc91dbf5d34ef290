package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.dl4j.Dl4jProgram;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
  private static final long GIB = 1L << 30;

  @Test
  void asManyWorkersAsWantedIfTheyFit() {
    MemoryEstimate need = new MemoryEstimate(GIB, 8 * GIB);
    assertThat(need.fitting(4)).isEqualTo(4);
    assertThat(need.isShort(4)).isFalse();
  }

  @Test
  void fewerIfMemoryIsShortButNeverNone() {
    assertThat(new MemoryEstimate(GIB, 3 * GIB).fitting(8)).isEqualTo(3);
    assertThat(new MemoryEstimate(GIB, 0).fitting(8)).isEqualTo(1);
    assertThat(new MemoryEstimate(GIB, 3 * GIB).isShort(8)).isTrue();
    assertThat(new MemoryEstimate(GIB, 0).isShort(1)).as("not even one fits").isTrue();
  }

  @Test
  void theBudgetOfTheSpecCountsWhenItIsLessThanThereIs() {
    Plan plan = Fixtures.plan(Fixtures.SWEEP);
    Program large = new Sized(3 * GIB);
    MemoryEstimate limited = MemoryEstimate.of(plan, large, 64 * GIB, OptionalLong.of(7 * GIB));
    assertThat(limited).isEqualTo(new MemoryEstimate(3 * GIB, 7 * GIB));
    MemoryEstimate free = MemoryEstimate.of(plan, large, 64 * GIB, OptionalLong.empty());
    assertThat(free.budget()).as("some is left for others").isBetween(60 * GIB, 63 * GIB);
  }

  @Test
  void aWiderNetAndALargerBatchTakeMore() {
    assertThat(memory(1.0, 64)).isBetween(2 * GIB, 4 * GIB);
    assertThat(memory(0.25, 64)).isBetween(GIB / 2, GIB);
    assertThat(memory(0.25, 1024)).isGreaterThan(memory(0.25, 64) + GIB / 4);
  }

  private static long memory(double width, long batch) {
    Program program =
        new Dl4jProgram(
            NetFileDefinition.of(NetFiles.shipped("alexnet")), "linux-x86_64", Optional.empty(), 1);
    Map<String, Setting> given =
        Map.of("width", Setting.of(width), "batch_size", Setting.of(batch));
    return program.resourceEstimate(program.catalog().resolve(Settings.of(given))).memory();
  }

  /** Takes so much, whatever it trains. */
  private record Sized(long memory) implements Program {
    @Override
    public Catalog catalog() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public SortedMap<String, String> identityInputs(Settings settings) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public ResourceEstimate resourceEstimate(Settings settings) {
      return new ResourceEstimate(memory, 0, 0);
    }

    @Override
    public TimeEstimate timeEstimate(Settings settings) {
      throw new AssertionError("nobody asks");
    }
  }
}
