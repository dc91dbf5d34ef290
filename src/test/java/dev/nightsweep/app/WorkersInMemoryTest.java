package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.machine.WorkerLauncher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersInMemoryTest {
  private static final long GIB = 1L << 30;
  private static final MemoryEstimate THREE = new MemoryEstimate(GIB, 3 * GIB);

  private final List<String> heard = new ArrayList<>();
  private final SessionListener listener =
      new SessionListener() {
        @Override
        public void memoryShort(MemoryEstimate need, int workers, boolean asked) {
          heard.add("%d workers, asked: %s".formatted(workers, asked));
        }
      };

  @Test
  void asManyTrainAsFit() {
    assertThat(workers(2, false)).isEqualTo(2);
    assertThat(heard).isEmpty();
    assertThat(workers(8, false)).isEqualTo(3);
    assertThat(heard).containsExactly("8 workers, asked: false");
  }

  @Test
  void whoAskedForMoreIsWarnedAndGetsThem() {
    assertThat(workers(8, true)).isEqualTo(8);
    assertThat(heard).containsExactly("8 workers, asked: true");
  }

  private int workers(int wanted, boolean given) {
    return WorkersInMemory.fitted(WorkerLauncher.here(wanted), THREE, given, listener).workers();
  }
}
