package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a sweep's folder: its spec, its plan, its runs. */
class StoredSweepFilesTest {
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
  void aSpecIsReadUnderTheNameOfItsSweep() throws IOException, InterruptedException {
    String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
    Path spec = session.folder.spec(sweepId, "test.yaml");
    Files.writeString(spec, Files.readString(spec).replace("name: lrn", "name: renamed"));
    Spec stored = SpecFile.ofSweep(session.owner, sweepId, SessionListener.NONE);
    assertThat(stored.name()).isEqualTo("lrn");
    assertThat(stored.program()).hasToString("simulated");
  }

  @Test
  void warningsOfAStoredSpecAreHeard() throws IOException, InterruptedException {
    String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
    List<String> warnings = new ArrayList<>();
    Files.writeString(
        session.folder.spec(sweepId, "test.yaml"),
        InMemorySession.GRID.replace("seeds: 3}", "seeds: 3}\nentity: x"));
    SpecFile.ofSweep(
        session.owner,
        sweepId,
        new SessionListener() {
          @Override
          public void specWarning(String warning) {
            warnings.add(warning);
          }
        });
    assertThat(warnings).singleElement().asString().contains("is ignored");
  }

  @Test
  void aPlanIsAsItsJournalLeavesIt() throws InterruptedException {
    String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
    assertThat(StoredPlan.of(session.folder, sweepId).runs()).hasSize(6);
    session.run(InMemorySession.GRID.replace("seeds: 3", "seeds: 4"));
    assertThat(StoredPlan.of(session.folder, sweepId).runs()).hasSize(8);
  }

  @Test
  void aJournalWithoutAPlanIsRefused() {
    assertThatThrownBy(() -> StoredPlan.of(session.folder, "gone-0000"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not begin with a plan");
  }

  @Test
  void runsAreFoundInTheirJournalsAlone() throws InterruptedException {
    session.script = run -> run.seed() == 2 ? Fate.FAILS : Fate.COMPLETES;
    String sweepId = session.run(InMemorySession.GRID).sweep().sweepId();
    JournaledRuns journaled = new JournaledRuns(session.folder);
    assertThat(journaled.find(sweepId)).hasSize(6);
    assertThat(journaled.find("lrn-"))
        .filteredOn(run -> run.recording().isSettled())
        .as("those that failed have nothing to replay")
        .hasSize(4);
    Plan plan = StoredPlan.of(session.folder, sweepId);
    String runId = plan.runs().get(0).runId();
    assertThat(journaled.find(runId))
        .singleElement()
        .satisfies(run -> assertThat(run.run().runId()).isEqualTo(runId));
    assertThatThrownBy(() -> journaled.find("nothing")).isInstanceOf(UserErrorException.class);
  }

  @Test
  void aSweepIsFoundThatOnlyItsFolderKnows() throws IOException {
    Files.createDirectories(session.folder.sweep("orphan-1234"));
    Files.createFile(session.folder.sweep("orphan-1234").resolve("sweep.jsonl"));
    assertThat(SweepFolders.find(session.owner.store(), session.folder, "orphan"))
        .isEqualTo("orphan-1234");
    assertThatThrownBy(() -> SweepFolders.find(session.owner.store(), session.folder, "none"))
        .isInstanceOf(UserErrorException.class);
  }
}
