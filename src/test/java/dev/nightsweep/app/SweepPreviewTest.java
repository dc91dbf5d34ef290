package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.store.memory.InMemoryStore;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPreviewTest {
  @TempDir private Path root;

  @Test
  void saysWhatWouldBeRunAndWritesNothing() throws InterruptedException {
    SweepPreview preview = preview(InMemorySession.GRID).fittedToMemory(true);
    assertThat(preview.plan().runs()).hasSize(6);
    assertThat(preview.workers()).isEqualTo(2);
    assertThat(preview.forecast().finish()).isPresent();
    assertThat(preview.forecast().isDiskTooSmall()).isFalse();
    assertThat(preview.calibratedForecast(new Interruption()).finish()).isPresent();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void powerIsKnownFromEarlierRuns() throws InterruptedException {
    SweepPreview preview = preview(InMemorySession.GRID);
    assertThat(preview.power(new InMemoryStore()).outlook()).isEmpty();
    assertThat(preview.powerWithoutResults().ofOneSeed()).isPresent();
    try (InMemorySession session = new InMemorySession(root)) {
      session.run(InMemorySession.GRID);
      assertThat(preview.power(session.owner.store()).outlook()).isPresent();
    }
  }

  @Test
  void whatCannotBePlannedIsRefused() {
    String large = InMemorySession.GRID.replace("ablation:", "run_cap: 1\nablation:");
    assertThatThrownBy(() -> preview(large)).isInstanceOf(PlanException.class);
  }

  private SweepPreview preview(String spec) {
    return SweepPreview.of(
        InMemorySession.spec(spec),
        new ResultsFolder(root),
        OptionalInt.of(2),
        SessionListener.NONE);
  }
}
