package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.MnistSlice;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.ChangedFileException;
import dev.nightsweep.train.UnusableDataException;
import dev.nightsweep.train.Watcher;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Dl4jTrainerTest {
  private static final int TRAINING = 300;
  private static final int TEST = 100;

  @TempDir static Path slice;
  @TempDir Path folder;

  private final Dl4jTrainer trainer = TrainingFixtures.trainer();

  @BeforeAll
  static void writeSlice() throws IOException {
    MnistSlice.write(slice, 600, TEST);
  }

  @Test
  void logsEveryMetricOfEveryEpoch() {
    EpochLog log = new EpochLog();
    Outcome outcome = train(run(1, "epochs", 2, "lr_schedule", "cosine"), log);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.metrics).hasSize(2);
    assertThat(log.metrics.get(0))
        .containsOnlyKeys(
            Metrics.TRAINING_LOSS,
            Metrics.VALIDATION_LOSS,
            Metrics.VALIDATION_ACCURACY,
            Metrics.LEARNING_RATE,
            Metrics.SECONDS,
            Metrics.CPU_SECONDS,
            Metrics.IMAGES_PER_SECOND)
        .containsEntry(Metrics.LEARNING_RATE, 0.01);
    assertThat(log.metrics.get(1).get(Metrics.LEARNING_RATE)).isCloseTo(0.005, offset(1e-12));
    assertThat(log.system.get(0)).containsKeys("rss_bytes", "heap_bytes");
    assertThat(log.steps).startsWith("1: 1/20").endsWith("2: 20/20");
    assertThat(log.steps.stream().distinct())
        .as("steps, without an evaluation's signs")
        .hasSize(20);
  }

  @Test
  void learns() {
    EpochLog log = new EpochLog();
    Outcome outcome =
        train(run(1, "epochs", 4, "train_size", 500, "batch_size", 10, "dropout", 0.2), log);

    assertThat(result(outcome).metrics().get(Metrics.TEST_ACCURACY)).isGreaterThan(0.6);
    assertThat(log.metrics.get(3).get(Metrics.TRAINING_LOSS))
        .isLessThan(0.5 * log.metrics.get(0).get(Metrics.TRAINING_LOSS));
  }

  @Test
  void theResultAgreesWithItselfAndWithThePredictionsFile() throws IOException {
    RunResult result = result(train(run(1), new EpochLog()));
    LabelledImages test = new DataSets().load(slice.toString()).test();
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("predictions.bin")));

    assertThat(file.remaining()).isEqualTo(9 * TEST);
    int right = 0;
    double loss = 0;
    int[][] confusion = new int[10][10];
    for (int image = 0; image < TEST; image++) {
      int predicted = file.get();
      float ofPredicted = file.getFloat();
      float ofTruth = file.getFloat();
      assertThat(result.predictions().get(image)).isEqualTo(predicted);
      assertThat(result.truth().get(image)).isEqualTo(test.label(image));
      assertThat(ofTruth).isLessThanOrEqualTo(ofPredicted);
      assertThat(ofTruth == ofPredicted).isEqualTo(predicted == test.label(image));
      right += predicted == test.label(image) ? 1 : 0;
      loss -= Math.log(ofTruth);
      confusion[test.label(image)][predicted]++;
    }
    assertThat(result.metrics().get(Metrics.TEST_ACCURACY)).isEqualTo((double) right / TEST);
    assertThat(result.metrics().get(Metrics.TEST_LOSS)).isCloseTo(loss / TEST, offset(1e-9));
    assertThat(result.metrics().get(Metrics.PEAK_MEMORY_BYTES)).isGreaterThan(50e6);
    assertThat(result.confusion().stream().map(r -> r.stream().mapToInt(i -> i).toArray()))
        .containsExactly(confusion);
  }

  @ParameterizedTest
  @CsvSource({"lrn, true", "augmentation, shift", "input.scaling, standard", "optimizer, adamw"})
  void theSameRunGivesTheSameBitsWhateverRanBefore(String name, String value) {
    Object setting = value.equals("true") ? (Object) true : value;
    EpochLog first = new EpochLog();
    RunResult fresh = result(train(run(1, name, setting), first));

    train(run(2, "width", 0.06, "train_size", 60), new EpochLog());
    EpochLog again = new EpochLog();
    RunResult repeated = result(train(run(1, name, setting), again));

    assertThat(repeated.parameterHash()).isEqualTo(fresh.parameterHash());
    assertThat(repeated.predictions()).isEqualTo(fresh.predictions());
    assertThat(again.losses()).isEqualTo(first.losses());
  }

  @Test
  void aFreshProcessGivesTheSameBits() throws IOException, InterruptedException {
    String here = result(train(run(1, "lrn", true), new EpochLog())).parameterHash();
    Path elsewhere = folder.resolve("elsewhere");

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    NativeLibrary.WORKER_PROPERTIES.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            FreshProcess.class.getName(),
            slice.toString(),
            elsewhere.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(elsewhere.resolve("hash"))).isEqualTo(here);
  }

  /** Trains the run in a process of its own and leaves its parameter hash. */
  static final class FreshProcess {
    private FreshProcess() {}

    public static void main(String[] sliceAndFolder) throws IOException {
      Path folder = Path.of(sliceAndFolder[1]);
      Assignment run = run(Path.of(sliceAndFolder[0]), folder, 1, "lrn", true);
      Outcome outcome = TrainingFixtures.trainer().train(run, Start.BEGINNING, new EpochLog());
      Files.writeString(folder.resolve("hash"), result(outcome).parameterHash());
    }
  }

  @Test
  void seedsAndSettingsMakeADifference() {
    String one = result(train(run(1), new EpochLog())).parameterHash();

    assertThat(result(train(run(2), new EpochLog())).parameterHash()).isNotEqualTo(one);
    for (String change : List.of("lrn", "output_relu")) {
      assertThat(result(train(run(1, change, true), new EpochLog())).parameterHash())
          .as(change)
          .isNotEqualTo(one);
    }
    assertThat(result(train(run(1, "dropout", 0.1), new EpochLog())).parameterHash())
        .isNotEqualTo(one);
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAfterItsReading() {
    EpochLog log = new EpochLog();
    Outcome outcome =
        train(
            run(1, "learning_rate", 1e30, "input.scaling", "raw", "activation", "leaky_relu"), log);

    assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
    assertThat(((Outcome.Diverged) outcome).cause()).contains("epoch 1");
    assertThat(log.metrics).hasSize(1);
    assertThat(log.metrics.get(0)).containsKeys(Metrics.TRAINING_LOSS, Metrics.SECONDS);
  }

  @Test
  void stopsAtTheNextStepWhenAsked() {
    EpochLog log = new EpochLog();
    log.stopAfter = 3;

    assertThat(train(run(1), log)).isEqualTo(new Outcome.Interrupted());
    assertThat(log.steps).hasSize(3);
    assertThat(log.metrics).isEmpty();
  }

  @Test
  void tooFewImagesFailTheRun() {
    assertThat(train(run(1, "train_size", 550), new EpochLog()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).contains("exceed the 600 images"));
  }

  @Test
  void aMissingDataSetFailsTheRun() {
    Assignment run = run(1, "dataset", "/nowhere");

    assertThat(train(run, new EpochLog())).isInstanceOf(Outcome.Failed.class);
    assertThatExceptionOfType(UnusableDataException.class)
        .isThrownBy(() -> trainer.environment(run));
  }

  /** Its result would stand under the identity of the old data. */
  @Test
  void aDataSetThatChangedSinceTheSessionBeganIsNotTrainedOn() throws IOException {
    Path mine = MnistSlice.write(folder, 600, TEST);
    Assignment before = run(1, "dataset", mine.toString());
    FileHashes files =
        new Dl4jProgram(
                NetFileDefinition.of(NetFiles.shipped("alexnet")), "any", Optional.empty(), 1)
            .filesRead(before.settings());
    Assignment run = withFiles(before, files);
    assertThat(trainer.environment(run)).isNotNull();

    Path labels = mine.resolve("train-labels-idx1-ubyte");
    byte[] swapped = Files.readAllBytes(labels);
    swapped[8] = (byte) ((swapped[8] + 1) % 10);
    Files.write(labels, swapped);
    assertThat(trainer.environment(run)).as("it has the old data in memory").isNotNull();
    assertThatExceptionOfType(ChangedFileException.class)
        .isThrownBy(() -> TrainingFixtures.trainer().environment(run))
        .withMessageContaining(labels.toString())
        .withMessageContaining(DigestUtils.sha256Hex(swapped))
        .withMessageContaining(files.sha256().get("train-labels"));
  }

  private static Assignment withFiles(Assignment run, FileHashes files) {
    return new Assignment(
        run.sweepId(),
        run.runId(),
        run.attempt(),
        new Assignment.Task(
            run.task().program(), run.settings(), run.seed(), run.identity(), files),
        run.checkpoints(),
        run.folder(),
        run.host(),
        run.holdAfter());
  }

  @Test
  void theEnvironmentNamesLibraryAndData() {
    Map<String, String> facts = trainer.environment(run(1)).facts();

    assertThat(facts)
        .containsEntry("dl4j", "1.0.0-M2.1")
        .containsEntry("backend", "CPU")
        .containsEntry("onednn_convolution", "on")
        .containsEntry("kernels", CpuKernels.ofWorker().orElseThrow().text())
        .containsEntry("threads", "1")
        .containsEntry("dataset", slice.toString())
        .containsKeys("classifier", "blas", "dataset_fingerprint", "dataset_source")
        .containsKey(Environment.LARGEST_CLASS);
  }

  @Test
  void aRunWhoseIdentityNamesOtherKernelsIsNotTrained() {
    System.setProperty("nightsweep.kernels", "onednn 1.0 abacus");
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.environment(run(1)))
          .withMessageContaining("names onednn 1.0 abacus, and here onednn");
    } finally {
      System.clearProperty("nightsweep.kernels");
    }
  }

  /** Runs leave nothing behind: the process does not grow with them. */
  @Test
  void memoryIsGivenBackBetweenRuns() {
    for (int i = 0; i < 2; i++) {
      train(run(i, "lrn", true), new EpochLog());
    }
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 6; i++) {
      train(run(i, "lrn", true), new EpochLog());
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
  }

  private Outcome train(Assignment run, Watcher watcher) {
    return trainer.train(run, Start.BEGINNING, watcher);
  }

  private Assignment run(long seed, Object... settings) {
    return run(slice, folder, seed, settings);
  }

  private static Assignment run(Path slice, Path folder, long seed, Object... settings) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "dataset",
                slice.toString(),
                "train_size",
                TRAINING,
                "validation_size",
                100,
                "width",
                0.05,
                "batch_size",
                30,
                "epochs",
                1));
    all.addAll(List.of(settings));
    Settings resolved = TrainingFixtures.settings(all.toArray());
    return new Assignment(
        "sweep",
        "run",
        1,
        new Assignment.Task("alexnet", resolved, seed, "identity"),
        Assignment.Checkpoints.NONE,
        folder.toString(),
        Environment.of(Map.of()),
        0);
  }

  private static RunResult result(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return ((Outcome.Completed) outcome).result();
  }

  /** Keeps what it hears. */
  private static final class EpochLog implements Watcher {
    final List<Map<String, Double>> metrics = new ArrayList<>();
    final List<Map<String, Double>> system = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    int stopAfter = Integer.MAX_VALUE;

    @Override
    public void progressed(int epoch, long done, long of) {
      steps.add("%d: %d/%d".formatted(epoch, done, of));
    }

    @Override
    public void epochFinished(
        int epoch, Map<String, Double> readings, Map<String, Double> process) {
      metrics.add(new HashMap<>(readings));
      system.add(process);
    }

    @Override
    public boolean isInterrupted() {
      return steps.size() >= stopAfter;
    }

    /** What must repeat bit for bit: all but times. */
    List<List<Double>> losses() {
      return metrics.stream()
          .map(
              m ->
                  List.of(
                      m.get(Metrics.TRAINING_LOSS),
                      m.get(Metrics.VALIDATION_LOSS),
                      m.get(Metrics.VALIDATION_ACCURACY)))
          .toList();
    }
  }
}
