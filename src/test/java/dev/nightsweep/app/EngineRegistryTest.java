package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.UserErrorException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineRegistryTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);

  @TempDir private Path root;
  private InMemorySession session;
  private EngineRegistry engines;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
    engines = new EngineRegistry(session.owner);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void workersOfALaterSessionHaveHigherNumbers() throws InterruptedException {
    session.owner.store().index(Fixtures.journals(Fixtures.SWEEP)); // all by worker 1
    try (Engine engine = engines.open(PLAN, WorkerLauncher.here(3), SessionOptions.DEFAULT)) {
      assertThat(engine.slots()).isEqualTo(3);
      assertThat(engine.claim()).isEqualTo(2);
    }
  }

  @Test
  void anEngineThatIsNotThereIsNamed() {
    SessionOptions usual = SessionOptions.DEFAULT;
    SessionOptions away =
        new SessionOptions(
            usual.workers(),
            new EngineChoice("cloud", Optional.empty(), Map.of(), Optional.empty()),
            usual.limits(),
            false,
            true,
            true,
            Optional.empty(),
            false);
    assertThatThrownBy(() -> engines.open(PLAN, WorkerLauncher.here(1), away))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("no engine cloud");
    assertThat(EngineRegistry.names()).doesNotContain("cloud", EngineChoice.LOCAL.name());
  }
}
