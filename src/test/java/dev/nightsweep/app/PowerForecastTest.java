package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerForecastTest {
  @TempDir private Path root;

  @Test
  void earlierRunsOfTheArmsTellWhatSeedsCanFind() throws InterruptedException {
    try (InMemorySession session = new InMemorySession(root)) {
      SweepResult result = session.run(InMemorySession.GRID);
      Plan plan = StoredPlan.of(session.folder, result.sweep().sweepId());
      Optional<Duration> seed = Optional.of(Duration.ofSeconds(3));
      PowerForecast power =
          PowerForecast.of(plan, new PriorRuns(plan, session.owner.store()), seed);
      assertThat(power.spread().orElseThrow().degrees()).isEqualTo(2);
      assertThat(power.outlook().orElseThrow().seeds()).isEqualTo(3);
      assertThat(power.ofOneSeed()).isEqualTo(seed);

      PowerForecast unknown = PowerForecast.unknown(plan, Optional.empty());
      assertThat(unknown.outlook()).isEmpty();
      assertThat(unknown.margin()).isEqualTo(power.margin());
    }
  }
}
