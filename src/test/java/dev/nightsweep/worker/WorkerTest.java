package dev.nightsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  private static final Outcome DONE =
      new Outcome.Completed(new RunResult(Map.of(), List.of(), ClassLabels.NONE, "hash"));

  @TempDir private Path folder;
  private final List<Signal> said = new ArrayList<>();

  @Test
  void everythingIsOnTheDiskWhenItIsAnnouncedAndTheRunEndsWithIdle() throws IOException {
    serve(
        watcher -> {
          watcher.progressed(1, 1, 2);
          watcher.epochFinished(1, Map.of("training_loss", Double.NaN), Map.of("load", 1.5));
          assertThat(entries("r1")).hasSize(2);
          return DONE;
        },
        run("r1", 1));
    assertThat(entries("r1"))
        .extracting(entry -> (Object) entry.getClass())
        .containsExactly(Entry.RunStarted.class, Entry.EpochFinished.class, Entry.RunEnded.class);
    List<Entry> announced =
        said.stream()
            .filter(Signal.Journaled.class::isInstance)
            .map(s -> ((Signal.Journaled) s).entry())
            .toList();
    assertThat(announced).isEqualTo(entries("r1"));
    assertThat(said.get(0)).isEqualTo(new Signal.Ready());
    assertThat(said.get(said.size() - 1)).isEqualTo(new Signal.Idle("r1"));
  }

  @Test
  void whatATrainerThrowsIsAFailedRunAndTheNextRunIsTrained() throws IOException {
    List<String> trained = new ArrayList<>();
    serve(
        watcher -> {
          trained.add("run");
          if (trained.size() == 1) {
            throw new IllegalStateException("outer", new ArithmeticException("the layer is gone"));
          }
          return DONE;
        },
        run("r1", 1),
        run("r2", 1));
    assertThat(outcome("r1")).isEqualTo(failed("ArithmeticException: the layer is gone"));
    assertThat(outcome("r2")).isEqualTo(DONE);
  }

  @Test
  void anErrorSuchAsNativeMemoryRunningOutIsAFailedRunToo() throws IOException {
    serve(
        watcher -> {
          throw new OutOfMemoryError("Physical memory usage is too high");
        },
        run("r1", 1));
    assertThat(outcome("r1"))
        .isEqualTo(failed("OutOfMemoryError: Physical memory usage is too high"));
  }

  @Test
  void aProgramThatTheWorkerLacksIsAFailedRun() throws IOException {
    new Worker(Map.of(), said::add, InstantSource.fixed(Instant.EPOCH))
        .serve(InstructionQueue.of(run("r1", 1)));
    assertThat(outcome("r1"))
        .isEqualTo(failed("IllegalArgumentException: this worker has no program alexnet"));
  }

  @Test
  void aSecondAttemptGoesOnInTheSameJournal() throws IOException {
    serve(watcher -> DONE, run("r1", 1));
    serve(watcher -> DONE, run("r1", 2));
    assertThat(journal("r1")).extracting(JournalLine::seq).containsExactly(1L, 2L, 3L, 4L);
    assertThat(((Entry.RunEnded) entries("r1").get(3)).attempt()).isEqualTo(2);
  }

  @Test
  void theFirstLineHoldsWhatTheParentTheTrainerAndTheJavaVmKnow() throws IOException {
    serve(watcher -> DONE, run("r1", 1));
    Entry.RunStarted started = (Entry.RunStarted) entries("r1").get(0);
    assertThat(started.environment().facts())
        .containsEntry("cpu", "a processor")
        .containsEntry("dl4j", "fake")
        .containsKeys("jdk", "os");
    assertThat(started.model()).contains(MODEL);
  }

  @Test
  void aRunThatAWorkerOfAKilledParentStillHasIsWaitedFor() throws Exception {
    serve(watcher -> DONE, run("r1", 1));
    Process other = LingeringProcess.at(folder.resolve("r1"));
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> serve(watcher -> DONE, run("r1", 2)));
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> waiting.get(1, TimeUnit.SECONDS));
    assertThat(entries("r1")).hasSize(2);
    other.getOutputStream().close(); // then it writes its last line and ends
    waiting.get(1, TimeUnit.MINUTES);
    assertThat(journal("r1")).extracting(JournalLine::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(entries("r1").get(2)).isEqualTo(LingeringProcess.LAST);
  }

  @Test
  void oneTrainerTrainsAllRunsOfTheProcess() {
    List<Trainer> made = new ArrayList<>();
    Supplier<Trainer> counted =
        () -> {
          made.add(trainer(watcher -> DONE));
          return made.get(made.size() - 1);
        };
    new Worker(Map.of("alexnet", counted), said::add, InstantSource.fixed(Instant.EPOCH))
        .serve(InstructionQueue.of(run("r1", 1), run("r2", 1), run("r3", 1)));
    assertThat(outcome("r3")).isEqualTo(DONE);
    assertThat(made).hasSize(1);
  }

  private static final ModelCard MODEL =
      new ModelCard(
          List.of(new ModelCard.Layer("fc8", "fully connected", List.of(10), 0, 0, false)),
          List.of());

  private static Outcome failed(String cause) {
    return new Outcome.Failed(cause);
  }

  private void serve(Function<Watcher, Outcome> training, Assignment... runs) {
    Trainer trainer = trainer(training);
    new Worker(Map.of("alexnet", () -> trainer), said::add, InstantSource.fixed(Instant.EPOCH))
        .serve(InstructionQueue.of(runs));
  }

  private static Trainer trainer(Function<Watcher, Outcome> training) {
    return new Trainer() {
      @Override
      public Environment environment(Assignment run) {
        return Environment.of(Map.of("dl4j", "fake"));
      }

      @Override
      public Optional<ModelCard> model(Assignment run) {
        return Optional.of(MODEL);
      }

      @Override
      public Outcome train(Assignment run, Start start, Watcher watcher) {
        return training.apply(watcher);
      }
    };
  }

  private Assignment run(String runId, int attempt) {
    return new Assignment(
        "sweep",
        runId,
        attempt,
        new Assignment.Task("alexnet", Settings.NONE, 1, "identity"),
        Assignment.Checkpoints.LAST,
        folder.resolve(runId).toString(),
        Environment.of(Map.of("cpu", "a processor")),
        0);
  }

  private Outcome outcome(String runId) {
    List<Entry> entries = entries(runId);
    return ((Entry.RunEnded) entries.get(entries.size() - 1)).outcome();
  }

  private List<Entry> entries(String runId) {
    return journal(runId).stream().map(JournalLine::entry).toList();
  }

  private List<JournalLine> journal(String runId) {
    try {
      return Journal.read(
              JournalName.ofRun("sweep", runId), ResultsFolder.runJournal(folder.resolve(runId)))
          .lines();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
