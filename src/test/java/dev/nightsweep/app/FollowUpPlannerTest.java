package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Spec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows when all that was planned has been trained. */
class FollowUpPlannerTest {
  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void tunedArmsAreComparedAtWhatWasChosen() throws InterruptedException {
    SweepResult result = session.run(InMemorySession.TUNED);
    assertThat(session.heard.events).containsSubsequence("tuned", "trained", "ended DONE");
    Plan plan = StoredPlan.of(session.folder, result.sweep().sweepId());
    assertThat(plan.header().tuning().orElseThrow().choices()).hasSize(2);
    assertThat(plan.runs(Phase.COMPARISON)).hasSize(6);
  }

  @Test
  void theWinnerOfASearchIsTrainedAgainOnFreshSeeds() throws InterruptedException {
    SweepResult result = session.run(InMemorySession.SEARCH);
    assertThat(session.heard.events).containsSubsequence("winner", "trained", "ended DONE");
    Plan plan = StoredPlan.of(session.folder, result.sweep().sweepId());
    assertThat(plan.runs(Phase.WINNER)).hasSize(5);
    assertThat(session.started()).isEqualTo(8);
  }

  @Test
  void seedsAreAddedWhileAVerdictIsOpenUpToTheCap() throws InterruptedException {
    SessionOptions usual = SessionOptions.DEFAULT;
    session.run(
        InMemorySession.GRID,
        new SessionOptions(
            usual.workers(),
            usual.engine(),
            usual.limits(),
            false,
            true,
            true,
            Optional.of(new SequentialOption(Optional.of(Spec.Stop.SETTLED), OptionalInt.of(4))),
            false));
    assertThat(session.heard.events).contains("until 4 seeds", "seed 4").doesNotContain("seed 5");
    assertThat(session.started()).isEqualTo(8);
  }
}
