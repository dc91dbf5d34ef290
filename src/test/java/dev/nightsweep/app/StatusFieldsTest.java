package dev.nightsweep.app;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusFieldsTest {
  private final SweepRecord sweep = sweep();

  private static SweepRecord sweep() {
    try (Store store = new InMemoryStore()) {
      store.index(Fixtures.journals(SWEEP));
      return store.sweep(SWEEP).orElseThrow();
    }
  }

  @Test
  void aSweepThatNobodyRunsHasItsCountsAlone() {
    Map<String, Object> fields = StatusFields.of(sweep, Optional.empty(), List.of());
    assertThat(fields)
        .containsEntry("sweep_id", SWEEP)
        .containsEntry("running", false)
        .containsEntry("finished", sweep.finished())
        .containsEntry("total", 6)
        .doesNotContainKeys("share", "workers", "finish", "runs_per_hour");
  }

  @Test
  void aRunningSweepHasItsPaceItsFinishAndItsWorkers() {
    OwnerCommands.Training training =
        new OwnerCommands.Training(
            2,
            new OwnerCommands.Run("r-1", "lrn=true seed 3", 3),
            1,
            new OwnerCommands.Epoch(4, OptionalInt.of(5)),
            0.75,
            Fixtures.START);
    OwnerCommands.Running running =
        new OwnerCommands.Running(
            sweep,
            0.5,
            Optional.of(12.5),
            Optional.of(new OwnerCommands.Finish(60, 50, 80)),
            List.of(training));
    String json = Json.write(StatusFields.of(sweep, Optional.of(running), List.of("next")));
    assertThat(json)
        .contains("\"running\":true", "\"share\":0.5", "\"runs_per_hour\":12.5")
        .contains("\"expected_seconds\":60", "\"low_seconds\":50", "\"high_seconds\":80")
        .contains("\"worker\":2,\"run_id\":\"r-1\",\"seed\":3,\"attempt\":1,\"epoch\":4")
        .contains("\"waiting\":[\"next\"]");
  }

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    OwnerCommands.Running begun =
        new OwnerCommands.Running(sweep, 0, Optional.empty(), Optional.empty(), List.of());
    assertThat(StatusFields.of(sweep, Optional.of(begun), List.of()))
        .containsEntry("workers", List.of())
        .doesNotContainKeys("runs_per_hour", "finish");
  }
}
