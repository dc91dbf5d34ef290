package dev.nightsweep.app;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.journal.SweepFileReader;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.schedule.Control;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an owner does when another process asks. */
class OwnedCommandsTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Fixtures.START);
  private static final Plan PLAN = Fixtures.plan(SWEEP);

  @TempDir private Path folder;
  private final Control control = new Control();
  private ResultsOwner owner;
  private OwnerCommands commands;
  private SweepProgress progress;

  @BeforeEach
  void open() {
    owner = new ResultsOwner(new ResultsFolder(folder), new InMemoryStore());
    owner.store().index(Fixtures.journals(SWEEP));
    commands = new OwnedCommands(owner, CLOCK);
    progress = new SweepProgress(PLAN, 2, Map.of(), CLOCK);
    progress.sweepStarted(PLAN.runs(), PLAN.runs().size());
  }

  @AfterEach
  void close() {
    owner.close();
  }

  private void begin() {
    owner.begins(new ResultsOwner.Running(PLAN, control, progress));
  }

  @Test
  void whatRunsAndWhatWaitsIsTold() {
    assertThat(commands.status().running()).isEmpty();
    begin();
    owner.enqueue("next");
    PlannedRun run = PLAN.runs().get(0);
    progress.runStarted(run, 1, 2);
    progress.runProgressed(run, 2, 1, 4);

    OwnerCommands.Status status = commands.status();
    assertThat(status.waiting()).containsExactly("next");
    OwnerCommands.Running running = status.running().orElseThrow();
    assertThat(running.sweepId()).isEqualTo(SWEEP);
    assertThat(running.runsPerHour()).isEmpty();
    OwnerCommands.Training training = running.workers().get(0);
    assertThat(training.run().runId()).isEqualTo(run.runId());
    assertThat(training.epoch()).isEqualTo(new OwnerCommands.Epoch(2, OptionalInt.of(3)));
    assertThat(training.share()).isEqualTo(0.25);
  }

  @Test
  void theSweepThatRunsIsStopped() {
    begin();
    OwnerCommands.Steer stop = new OwnerCommands.Steer(OwnerCommands.Wish.STOP, Optional.empty());
    assertThat(commands.steer(stop)).isEqualTo(new OwnerCommands.Steered(SWEEP, 0));
    assertThat(control.now())
        .isEqualTo(new Control.Request(Control.Wish.STOP, "asked by `nightsweep stop`"));
  }

  @Test
  void aSweepThatDoesNotRunIsNotSteered() {
    OwnerCommands.Steer pause =
        new OwnerCommands.Steer(OwnerCommands.Wish.PAUSE, Optional.of(SWEEP));
    assertThatThrownBy(() -> commands.steer(pause))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is not running");
    assertThat(control.now().wish()).isEqualTo(Control.Wish.RUN);
  }

  @Test
  void aPausedSweepGoesOnAndIsNotQueuedOnceMore() {
    begin();
    commands.steer(new OwnerCommands.Steer(OwnerCommands.Wish.PAUSE, Optional.empty()));
    OwnerCommands.Resume resume =
        new OwnerCommands.Resume(Optional.empty(), false, false, OptionalInt.empty(), false, false);
    assertThat(commands.resume(resume).resumed()).isTrue();
    assertThat(owner.waiting()).isEmpty();
    assertThatThrownBy(() -> commands.resume(resume))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is not paused");
  }

  @Test
  void anImportedSweepIsQueuedOnlyIfWhoeverAsksTrustsItsProgram() throws IOException {
    ResultsFolder results = owner.folder();
    JournalFiles.write(results, Fixtures.journals(SWEEP));
    Files.writeString(results.imported(SWEEP), "{}");
    Files.writeString(
        results.spec(SWEEP, PLAN.header().specFile()),
        "command: [sh, evil.sh]\nmethod: grid\nparameters: {a: {value: 1}}\n");
    Optional<String> sweep = Optional.of(SWEEP);
    assertThatThrownBy(
            () ->
                commands.resume(
                    new OwnerCommands.Resume(
                        sweep, false, false, OptionalInt.empty(), false, false)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("sh evil.sh")
        .hasMessageContaining("--trust");
    assertThat(owner.waiting()).isEmpty();

    commands.resume(
        new OwnerCommands.Resume(sweep, false, false, OptionalInt.empty(), true, false));
    assertThat(owner.waiting()).containsExactly(SWEEP);
    Spec spec = SpecFile.ofSweep(owner, SWEEP, SessionListener.NONE);
    owner.trust().require(PLAN, spec, asked -> false); // for one session
    assertThatThrownBy(() -> owner.trust().require(PLAN, spec, asked -> false))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  void aSpecWithMistakesIsRefusedAsTheAskersFault() throws IOException {
    Path spec = Files.writeString(folder.resolve("bad.yaml"), "method: gird\n");
    OwnerCommands.Enqueue enqueue =
        new OwnerCommands.Enqueue(
            spec.toString(),
            new TreeMap<>(),
            false,
            OwnerCommands.Same.NOTHING,
            false,
            false,
            OptionalInt.empty(),
            false);
    assertThatThrownBy(() -> commands.enqueue(enqueue))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.USAGE))
        .hasMessageContaining("grid");
    assertThat(owner.waiting()).isEmpty();
  }

  @Test
  void aSweepThatRunsOrWaitsIsNotDeleted() {
    begin();
    assertThatThrownBy(() -> commands.delete(new OwnerCommands.Delete(SWEEP)))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.BUSY));
    owner.ends();
    owner.enqueue(SWEEP);
    assertThatThrownBy(() -> commands.delete(new OwnerCommands.Delete(SWEEP)))
        .isInstanceOf(UserErrorException.class);
    assertThat(owner.store().sweep(SWEEP)).isPresent();
  }

  @Test
  void anOldSweepIsDeletedWithItsFiles() throws IOException {
    Files.createDirectories(owner.folder().sweep(SWEEP));
    OwnerCommands.Deleted deleted = commands.delete(new OwnerCommands.Delete(SWEEP));
    assertThat(deleted).isEqualTo(new OwnerCommands.Deleted(SWEEP, OptionalInt.of(6)));
    assertThat(owner.store().sweep(SWEEP)).isEmpty();
    assertThat(owner.folder().sweep(SWEEP)).doesNotExist();
  }

  /** The owner reads no file of a stranger's: whoever asks has read it and checked it. */
  @Test
  void onlyADraftBesideTheSweepsIsTakenIn() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{}");
    Path elsewhere = Files.createDirectories(folder.resolve("a").resolve(".import-1"));
    Files.createDirectories(elsewhere.resolve("x-1").resolve("runs")); // as a draft has it
    Path link = Files.createSymbolicLink(folder.resolve(".import-2"), elsewhere);
    for (Path path : List.of(file, elsewhere, link, folder.resolve("..").resolve("x"))) {
      assertThatThrownBy(() -> commands.importSweep(new OwnerCommands.Import(path.toString())))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("no draft of an import");
    }
    assertThat(owner.store().sweeps()).extracting("header.sweepId").containsExactly(SWEEP);

    SweepFile sweep;
    try (InputStream json =
        OwnedCommandsTest.class.getResourceAsStream("/dev/nightsweep/faults/small-sweep.json")) {
      sweep = SweepFileReader.read(json).sweep();
    }
    try (SweepDraft draft = SweepDraft.of(sweep, owner.folder())) {
      begin();
      OwnerCommands.Imported taken =
          commands.importSweep(new OwnerCommands.Import(draft.folder().root().toString()));
      assertThat(owner.store().state(taken.sweepId())).contains(SweepState.COMPLETED);
      assertThat(owner.folder().sweep(taken.sweepId())).isDirectory();
    }
  }

  @Test
  void aSweepThatIsTakenInHandIsNotDeletedBeforeItsFirstRun() {
    owner.takesInHand(PLAN.header());
    assertThatThrownBy(() -> commands.delete(new OwnerCommands.Delete(SWEEP)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is in use");
    owner.laysDown();
    assertThat(commands.delete(new OwnerCommands.Delete(SWEEP)).sweepId()).isEqualTo(SWEEP);
  }
}
