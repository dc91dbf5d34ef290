package dev.nightsweep.schedule.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final JournalName NAME = JournalName.ofRun("sweep", "run");
  private static final Map<String, String> HERE = Map.of("cpu", "one", "dl4j", "M2.1");

  @TempDir private Path folder;
  private int files;

  @Test
  void theSameReadingsResultAndParametersAreIdentical() throws IOException {
    ReplayResult replay = compared(run(0.9, result("hash")), run(0.9, result("hash")));
    assertThat(replay).isEqualTo(new ReplayResult.Identical(2, 4, Optional.of("hash")));
  }

  @Test
  void timesAndMemoryMayDiffer() throws IOException {
    Recording was = recorded(started(1, HERE), epoch(1, Map.of("seconds", 1.0)), ended("h"));
    Recording is = recorded(started(1, HERE), epoch(1, Map.of("seconds", 2.0)), ended("h"));
    assertThat(compared(was, is)).isInstanceOf(ReplayResult.Identical.class);
  }

  @Test
  void theSmallestDifferenceIsSaidWithItsEpochAndMetric() throws IOException {
    ReplayResult.Left left =
        (ReplayResult.Left)
            compared(run(0.9, result("hash")), run(Math.nextUp(0.9), result("other")));
    assertThat(left.first())
        .isEqualTo(new Mismatch(2, "validation_accuracy", "0.9", "0.9000000000000001"));
    assertThat(left.environment()).isEmpty();
  }

  @Test
  void readingsThatAreNotNumbersAreTheSameReading() throws IOException {
    assertThat(compared(run(Double.NaN, diverged()), run(Double.NaN, diverged())))
        .isEqualTo(new ReplayResult.Identical(2, 4, Optional.empty()));
  }

  @Test
  void otherParametersOrPredictionsAfterEqualReadingsAreFound() throws IOException {
    ReplayResult.Left hash =
        (ReplayResult.Left) compared(run(0.9, result("a")), run(0.9, result("b")));
    assertThat(hash.first()).isEqualTo(new Mismatch(2, "parameter_hash", "a", "b"));
    Outcome other =
        new Outcome.Completed(new RunResult(Map.of(), List.of(List.of(1)), ClassLabels.of(7), "a"));
    ReplayResult.Left predictions =
        (ReplayResult.Left) compared(run(0.9, result("a")), run(0.9, other));
    assertThat(predictions.first()).isEqualTo(new Mismatch(2, "predictions", "3", "7"));
  }

  @Test
  void aRunThatDivergesOnlyNowHasLeft() throws IOException {
    ReplayResult.Left left =
        (ReplayResult.Left) compared(run(0.9, result("a")), run(0.9, diverged()));
    assertThat(left.first().what()).isEqualTo("outcome");
    assertThat(left.first().is()).contains("loss is NaN");
  }

  @Test
  void aMissingEpochIsADifference() throws IOException {
    Recording shorter =
        recorded(started(1, HERE), epoch(1, Map.of("validation_accuracy", 0.8)), ended("hash"));
    ReplayResult.Left left = (ReplayResult.Left) compared(run(0.9, result("hash")), shorter);
    assertThat(left.first().epoch()).isEqualTo(1);
    assertThat(left.first().is()).isEmpty();
  }

  @Test
  void whatDiffersInTheEnvironmentIsNamed() throws IOException {
    Recording elsewhere =
        recorded(
            started(1, Map.of("cpu", "two", "threads", "4")),
            epoch(1, Map.of("validation_accuracy", 0.5)),
            ended("hash"));
    ReplayResult.Left left = (ReplayResult.Left) compared(run(0.9, result("hash")), elsewhere);
    assertThat(left.environment())
        .containsExactly(
            new ReplayResult.Difference("cpu", "one", "two"),
            new ReplayResult.Difference("dl4j", "M2.1", ""),
            new ReplayResult.Difference("threads", "", "4"));
  }

  @Test
  void whatCouldNotBeTrainedHereIsNoDifference() throws IOException {
    ReplayResult replay = compared(run(0.9, result("a")), run(0.9, new Outcome.Failed("no MNIST")));
    assertThat(replay).isEqualTo(new ReplayResult.Unfinished("no MNIST"));
  }

  @Test
  void theRecordIsWhatTheLastAttemptStandsOn() throws IOException {
    Recording recording =
        recorded(
            started(1, HERE),
            epoch(1, Map.of("validation_accuracy", 0.7)),
            epoch(2, Map.of("validation_accuracy", 0.1)),
            new Entry.RunEnded(1, 2, new Outcome.Interrupted(), Instant.EPOCH),
            started(2, HERE),
            epoch(2, Map.of("validation_accuracy", 0.8)),
            ended("hash"));
    assertThat(recording.epochs())
        .containsEntry(1, Map.of("validation_accuracy", 0.7))
        .containsEntry(2, Map.of("validation_accuracy", 0.8));
    assertThat(recording.isSettled()).isTrue();
  }

  @Test
  void anAttemptThatStillRunsOrWasInterruptedHasNoResult() throws IOException {
    assertThat(recorded(started(1, HERE)).isSettled()).isFalse();
    assertThat(recorded().isSettled()).isFalse();
    assertThat(run(0.9, new Outcome.Interrupted()).isSettled()).isFalse();
  }

  @Test
  void aDamagedLineIsNoRecord() throws IOException {
    Path file = journal(started(1, HERE), ended("hash"));
    Files.writeString(file, Files.readString(file).replace("M2.1", "M2.2"));
    assertThatThrownBy(() -> Recording.read(NAME, file))
        .isInstanceOf(DamagedRecordException.class)
        .hasMessageContaining("line 1");
  }

  private static ReplayResult compared(Recording was, Recording is) {
    return ReplayResult.of(was, is, DeclaredMetrics.NONE);
  }

  private Recording run(double accuracy, Outcome outcome) throws IOException {
    return recorded(
        started(1, HERE),
        epoch(1, Map.of("validation_accuracy", 0.8, "training_loss", 0.3)),
        epoch(2, Map.of("validation_accuracy", accuracy, "training_loss", 0.2)),
        new Entry.RunEnded(1, 2, outcome, Instant.EPOCH));
  }

  private Recording recorded(Entry... entries) throws IOException {
    return Recording.read(NAME, journal(entries));
  }

  private Path journal(Entry... entries) throws IOException {
    files++;
    Path file = folder.resolve(files + ".jsonl");
    try (Journal journal = Journal.open(NAME, file)) {
      for (Entry entry : entries) {
        journal.append(entry);
      }
    }
    return file;
  }

  private static Entry started(int epoch, Map<String, String> facts) {
    return new Entry.RunStarted(
        1, Environment.of(facts), Optional.empty(), Start.at(epoch, 0), Instant.EPOCH);
  }

  private static Entry epoch(int epoch, Map<String, Double> metrics) {
    return new Entry.EpochFinished(1, epoch, metrics, Map.of(), Instant.EPOCH);
  }

  private static Entry ended(String hash) {
    return new Entry.RunEnded(1, 2, result(hash), Instant.EPOCH);
  }

  private static Outcome result(String hash) {
    return new Outcome.Completed(
        new RunResult(Map.of(), List.of(List.of(1)), ClassLabels.of(3), hash));
  }

  private static Outcome diverged() {
    return new Outcome.Diverged("loss is NaN");
  }
}
