package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import org.junit.jupiter.api.Test;

class PriorRunsTest {
  private static final Plan PLAN = Fixtures.plan("planned-0000");
  private static final Contrast CONTRAST = PLAN.header().contrasts().get(0);

  @Test
  void aSeedCountsThatBothArmsCompleted() {
    Store store = new InMemoryStore();
    store.index(Fixtures.journals(Fixtures.SWEEP));
    // Seed 1 alone: of the others an arm diverged or failed.
    assertThat(new PriorRuns(PLAN, store).differences(CONTRAST)).hasSize(1);
  }

  @Test
  void withoutRunsNothingIsKnown() {
    assertThat(new PriorRuns(PLAN, new InMemoryStore()).differences(CONTRAST)).isEmpty();
  }
}
