package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackedMetricsTest {
  private final Deque<List<TrackedFact>> looks = new ArrayDeque<>();

  private final class FromMemory implements Tracking, RunFiles {
    @Override
    public Map<String, String> prepare() {
      return Map.of();
    }

    @Override
    public Optional<RunFiles> find() {
      return Optional.of(this);
    }

    @Override
    public String text() {
      return "the run";
    }

    @Override
    public Optional<String> complaint() {
      return Optional.empty();
    }

    @Override
    public List<TrackedFact> read() {
      return looks.isEmpty() ? List.of() : looks.remove();
    }

    @Override
    public void close() {}
  }

  /** Whoever reads goes on until nothing comes. */
  @Test
  void whatWaitsForTheEndIsToldThoughTheLastLookHasNoNumber() throws IOException {
    looks.add(List.of(new TrackedFact.Point("acc", 1, 0.5, 0)));
    looks.add(List.of(new TrackedFact.Point("test_acc", 9, 0.4, 0)));
    looks.add(List.of(new TrackedFact.State(RunState.FINISHED, 0)));
    List<Reported> all = new ArrayList<>();
    try (TrackedMetrics metrics = new TrackedMetrics(new FromMemory(), "acc")) {
      all.addAll(metrics.poll(false));
      all.addAll(metrics.poll(false));
      List<Reported> said = metrics.poll(true);
      while (!said.isEmpty()) {
        all.addAll(said);
        said = metrics.poll(true);
      }
    }
    assertThat(all)
        .filteredOn(Reported.Readings.class::isInstance)
        .extracting(said -> ((Reported.Readings) said).metrics())
        .containsExactly(Map.of("acc", 0.5), Map.of("test_acc", 0.4));
  }
}
