package dev.nightsweep.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineContract;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.journal.ResultsFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalEngineTest extends EngineContract {
  @Override
  protected Engine engine(Launch launch, ResultsFolder results, int slots) {
    return new LocalEngine(launch, results, slots, 4);
  }

  @Test
  void aWorkerThatEndsBetweenTwoRunsCostsNoRunForGood() throws Exception {
    Launch launch =
        new Launch(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path"),
            FakeWorker.class.getName(),
            List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
            Map.of(),
            folder);
    try (Engine engine = engine(launch, results(), 1)) {
      engine.start(engine.claim(), run("ends-after-1", 1));
      engine.await(Duration.ofSeconds(60));
      // Whether its end is known by now or not: the next run gets one event that ends it.
      engine.start(engine.claim(), run("completes-3", 1));
      EngineEvent event = engine.await(Duration.ofSeconds(60)).orElseThrow();
      boolean reported =
          event instanceof EngineEvent.Died died && died.run().runId().equals("completes-3");
      boolean trained = event instanceof EngineEvent.Said;
      assertThat(reported || trained).isTrue();
    }
  }
}
