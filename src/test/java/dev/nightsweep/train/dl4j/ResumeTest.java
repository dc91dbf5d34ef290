package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.MnistSlice;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Assignment.Checkpoints;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was cut anywhere ends as if it had not been. */
class ResumeTest {
  private static final int STEPS_AN_EPOCH = 4;
  private static final int EPOCHS = 3;

  @TempDir private static Path slice;
  @TempDir private Path folder;
  private Path last;

  @BeforeAll
  static void writeSlice() throws IOException {
    MnistSlice.write(slice, 300, 50);
  }

  @BeforeEach
  void nameTheFile() {
    last = folder.resolve(RunCheckpoints.LAST);
  }

  @ParameterizedTest
  @CsvSource({
    "nesterov, step, none",
    "adam, cosine, shift",
    "adamw, cosine, none",
    "sgd, constant, crop+flip+cutout"
  })
  void anInterruptedRunEqualsAnUnbrokenOneWhereverItWasCut(
      String optimizer, String schedule, String augmentation) {
    Object[] settings = {
      "optimizer",
      optimizer,
      "lr_schedule",
      schedule,
      "lr_step.every",
      1,
      "augmentation",
      augmentation,
      "weight_decay",
      0.01
    };
    RunHistory unbroken = train(run(folder.resolve("unbroken"), settings));
    for (int cut : new int[] {1, 3, 4, 6, 8, 11}) {
      Path home = folder.resolve("cut-" + cut);
      RunHistory history = new RunHistory();
      history.stopAfter = cut;
      assertThat(history.train(run(home, settings))).isEqualTo(new Outcome.Interrupted());
      assertThat(history.steps).isEqualTo(cut);
      history.stopAfter = Integer.MAX_VALUE;
      history.train(run(home, settings));

      assertThat(history.start).isEqualTo(Start.at(1 + cut / STEPS_AN_EPOCH, cut % STEPS_AN_EPOCH));
      assertThat(history.steps).as("no step is taken twice").isEqualTo(EPOCHS * STEPS_AN_EPOCH);
      history.assertSameAs(unbroken);
    }
  }

  @Test
  void aRunThatIsCutAgainAndAgainEqualsAnUnbrokenOne() {
    RunHistory unbroken = train(run(folder.resolve("unbroken")));
    RunHistory history = new RunHistory();
    Outcome outcome;
    do {
      history.stopAfter = history.steps + 1;
      outcome = history.train(run(folder));
    } while (outcome.equals(new Outcome.Interrupted()));
    history.assertSameAs(unbroken);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 10})
  void aKilledRunGoesOnFromItsLastWholeEpoch(int killedAt) {
    RunHistory unbroken = train(run(folder.resolve("unbroken")));
    RunHistory history = new RunHistory();
    history.dieAfter = killedAt;
    assertThat(history.killed(run(folder))).isTrue();
    history.train(run(folder));

    assertThat(history.start).isEqualTo(Start.at(1 + killedAt / STEPS_AN_EPOCH, 0));
    history.assertSameAs(unbroken);
  }

  @Test
  void aKillBetweenJournalAndCheckpointOnlyRepeatsThatEpoch() {
    RunHistory unbroken = train(run(folder.resolve("unbroken")));
    RunHistory history = new RunHistory();
    history.dieInEpoch = 2;
    assertThat(history.killed(run(folder))).isTrue();
    assertThat(history.epochs).containsOnlyKeys(1, 2);
    history.train(run(folder));

    assertThat(history.start).isEqualTo(Start.at(2, 0));
    history.assertSameAs(unbroken);
  }

  @Test
  void aRunOfWhichOnlyTheTestIsLeftIsOnlyTested() {
    RunHistory history = train(run(folder));
    RunResult first = history.result();
    int steps = history.steps;
    history.train(run(folder));

    assertThat(history.start).isEqualTo(Start.at(EPOCHS + 1, 0));
    assertThat(history.steps).isEqualTo(steps);
    assertThat(history.result().parameterHash()).isEqualTo(first.parameterHash());
    assertThat(history.result().predictions()).isEqualTo(first.predictions());
  }

  @Test
  void aCheckpointAheadOfTheJournalIsRefused() {
    cutAt(9);
    assertThat(TrainingFixtures.trainer().start(run(folder), 2)).isEqualTo(Start.at(3, 1));
    assertThat(TrainingFixtures.trainer().start(run(folder), 1).refused())
        .contains("epoch 2", "1 epoch");
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedByTheirName() {
    cutAt(5);
    Start start = TrainingFixtures.trainer().start(run(folder, "learning_rate", 0.02), 1);
    assertThat(start.isResumed()).isFalse();
    assertThat(start.refused()).contains("learning_rate is 0.01 there and 0.02 here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trainer_revision",
        "classifier",
        "kernels",
        "dl4j",
        "threads",
        "identity",
        "seed",
        "dataset_fingerprint"
      })
  void aCheckpointOfAnotherRunCodeOrLibraryIsRefused(String fact) throws IOException {
    cutAt(5);
    String there = Checkpoint.read(last).facts().get(fact);
    changeHeader("\"%s\" : \"%s\"".formatted(fact, there), "\"%s\" : \"other\"".formatted(fact));

    Start start = TrainingFixtures.trainer().start(run(folder), 1);
    assertThat(start.refused()).contains(fact + " is other there and " + there + " here");

    RunHistory history = new RunHistory();
    history.train(run(folder));
    history.assertSameAs(train(run(folder.resolve("unbroken"))));
  }

  @Test
  void aTruncatedCheckpointIsRefused() throws IOException {
    cutAt(5);
    byte[] whole = Files.readAllBytes(last);
    Dl4jTrainer trainer = TrainingFixtures.trainer();
    for (int length = whole.length - 1; length >= 0; length -= 1024) {
      Files.write(last, Arrays.copyOf(whole, length));
      Start start = trainer.start(run(folder), 1);
      assertThat(start.refused()).as("cut at %d", length).contains("damaged");
      assertThat(start.isResumed()).isFalse();
    }

    RunHistory history = new RunHistory();
    history.train(run(folder));
    history.assertSameAs(train(run(folder.resolve("unbroken"))));
  }

  @Test
  void aFlippedByteOfTheNetIsNoticed() throws IOException {
    cutAt(5);
    byte[] whole = Files.readAllBytes(last);
    for (double where : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      byte[] flipped = whole.clone();
      flipped[(int) (where * whole.length)] ^= 4;
      Files.write(last, flipped);
      assertThat(TrainingFixtures.trainer().start(run(folder), 1).refused()).contains("damaged");
    }
  }

  @Test
  void aHeaderThatWouldFillTheMemoryIsRefused() throws IOException {
    cutAt(5);
    changeHeader("{", "{" + " ".repeat(1 << 20));
    assertThat(TrainingFixtures.trainer().start(run(folder), 1).refused()).contains("too long");
  }

  @Test
  void aCheckpointThatUnpacksToMoreThanItHoldsIsRefused() throws IOException {
    cutAt(5);
    changeHeader("{", "{ ", Deflater.BEST_COMPRESSION);
    assertThat(TrainingFixtures.trainer().start(run(folder), 1).refused()).contains("compressed");
  }

  @Test
  void whatAKillLeftOfAHalfWrittenCheckpointIsIgnoredAndRemoved() throws IOException {
    RunHistory history = cutAt(5);
    Path draft = Files.writeString(folder.resolve("last.zip.part"), "half");
    history.stopAfter = 6;
    history.train(run(folder));
    assertThat(history.start).isEqualTo(Start.at(2, 1));
    assertThat(draft).doesNotExist();
  }

  @Test
  void aCheckpointThatCannotBeWrittenCostsNoRunAndLeavesNoHalfFile() throws IOException {
    RunHistory unbroken = train(run(folder.resolve("unbroken")));
    RunHistory hindered = new RunHistory();
    hindered.obstacle = Optional.of(last.resolve("in the way"));

    hindered.train(run(folder));

    hindered.assertSameAs(unbroken);
    assertThat(last).isDirectory(); // so that nothing can have been written there
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theStockModelSerializerLoadsACheckpoint() throws IOException {
    cutAt(8);
    ComputationGraph net = ModelSerializer.restoreComputationGraph(last.toFile(), true);
    assertThat(net.getIterationCount()).isEqualTo(8);
    assertThat(net.getUpdater().getStateViewArray().length()).isPositive();
    NetInTraining ours = TrainingFixtures.net(run(folder).settings(), 7);
    Checkpoint.read(last).restore(last, ours);
    assertThat(net.params()).isEqualTo(ours.net().params());
    assertThat(net.getUpdater().getStateViewArray())
        .isEqualTo(ours.net().getUpdater().getStateViewArray());
  }

  @Test
  void theBestNetIsKeptIfAskedAndTheLastOneUntilTheResultIsSafe() throws IOException {
    Assignment run = run(folder, Checkpoints.LAST_AND_BEST);
    RunHistory history = train(run);
    TrainingPosition best = Checkpoint.read(folder.resolve(RunCheckpoints.BEST)).progress();
    double highest =
        history.epochs.values().stream()
            .mapToDouble(m -> m.get(Metrics.VALIDATION_ACCURACY))
            .max()
            .orElseThrow();
    int first =
        history.epochs.entrySet().stream()
            .filter(e -> e.getValue().get(Metrics.VALIDATION_ACCURACY) == highest)
            .mapToInt(Map.Entry::getKey)
            .min()
            .orElseThrow();
    assertThat(best.best()).isEqualTo(highest);
    assertThat(best.epoch()).isEqualTo(first + 1);

    assertThat(last).exists();
    TrainingFixtures.trainer().settled(run);
    assertThat(folder).isDirectoryNotContaining("glob:**/last.zip*");
    assertThat(folder.resolve(RunCheckpoints.BEST)).exists();
  }

  @Test
  void nothingIsKeptOrUsedWhereNoCheckpointsAreWanted() {
    cutAt(5);
    Assignment none = run(folder, Checkpoints.NONE);
    assertThat(TrainingFixtures.trainer().start(none, 9)).isEqualTo(Start.BEGINNING);
    Assignment elsewhere = run(folder.resolve("elsewhere"), Checkpoints.NONE);
    train(elsewhere);
    assertThat(folder.resolve("elsewhere").resolve(RunCheckpoints.LAST)).doesNotExist();
  }

  @Test
  void neighboursAndTheirOrderDoNotMatter() {
    Dl4jTrainer recycled = TrainingFixtures.trainer();
    RunHistory first = new RunHistory(recycled);
    first.train(run(folder.resolve("a")));
    new RunHistory(recycled).train(run(folder.resolve("b"), "optimizer", "adam", "lrn", true));
    RunHistory again = new RunHistory(recycled);
    again.train(run(folder.resolve("c")));

    again.assertSameAs(first);
    train(run(folder.resolve("d"))).assertSameAs(first);
  }

  private RunHistory cutAt(int step) {
    RunHistory history = new RunHistory();
    history.stopAfter = step;
    history.train(run(folder));
    return history;
  }

  private static RunHistory train(Assignment run) {
    RunHistory history = new RunHistory();
    history.train(run);
    return history;
  }

  /** Writes the file anew, its checksums right, with another text in its header. */
  private void changeHeader(String from, String to) throws IOException {
    changeHeader(from, to, Deflater.NO_COMPRESSION);
  }

  private void changeHeader(String from, String to, int level) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(last.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    String header = new String(entries.get(Checkpoint.HEADER), StandardCharsets.UTF_8);
    assertThat(header).contains(from);
    entries.put(Checkpoint.HEADER, header.replace(from, to).getBytes(StandardCharsets.UTF_8));
    try (OutputStream out = Files.newOutputStream(last);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(level);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static Assignment run(Path home, Object... settings) {
    return run(home, Checkpoints.LAST, settings);
  }

  private static Assignment run(Path home, Checkpoints checkpoints, Object... settings) {
    List<Object> all = new ArrayList<>(List.of("dataset", slice.toString()));
    all.addAll(List.of("train_size", 120, "validation_size", 100, "width", 0.02));
    all.addAll(List.of("batch_size", 30, "epochs", EPOCHS, "dropout", 0.5));
    all.addAll(List.of(settings));
    return new Assignment(
        "sweep",
        "run",
        1,
        new Assignment.Task("alexnet", TrainingFixtures.settings(all.toArray()), 7, "identity"),
        checkpoints,
        home.toString(),
        Environment.of(Map.of()),
        0);
  }

  /** A run over all its attempts, as its journal would keep it. */
  private static final class RunHistory implements Watcher {
    private long lastDone;
    final Map<Integer, Map<String, Double>> epochs = new TreeMap<>();
    final Dl4jTrainer trainer;
    Start start = Start.BEGINNING;
    Outcome outcome = new Outcome.Interrupted();
    int steps;
    int stopAfter = Integer.MAX_VALUE;
    int dieAfter = Integer.MAX_VALUE;
    int dieInEpoch;

    /** A folder that is put where the checkpoint would be, once the training is under way. */
    Optional<Path> obstacle = Optional.empty();

    RunHistory() {
      this(TrainingFixtures.trainer());
    }

    RunHistory(Dl4jTrainer trainer) {
      this.trainer = trainer;
    }

    Outcome train(Assignment run) {
      return trainFrom(run, trainer.start(run, epochs.size()));
    }

    Outcome trainFrom(Assignment run, Start from) {
      start = from;
      outcome = trainer.train(run, from, this);
      return outcome;
    }

    boolean killed(Assignment run) {
      try {
        train(run);
        return false;
      } catch (Kill kill) {
        dieAfter = Integer.MAX_VALUE;
        dieInEpoch = 0;
        return true;
      }
    }

    RunResult result() {
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      return ((Outcome.Completed) outcome).result();
    }

    void assertSameAs(RunHistory other) {
      assertThat(result().parameterHash()).isEqualTo(other.result().parameterHash());
      assertThat(result().predictions()).isEqualTo(other.result().predictions());
      assertThat(deterministic()).isEqualTo(other.deterministic()).hasSize(EPOCHS);
    }

    private Map<Integer, Map<String, Double>> deterministic() {
      Map<Integer, Map<String, Double>> readings = new TreeMap<>();
      epochs.forEach(
          (epoch, metrics) -> {
            Map<String, Double> kept = new HashMap<>(metrics);
            kept.keySet().removeIf(name -> !MetricDefinition.undeclared(name).isReproducible());
            assertThat(kept).hasSizeGreaterThanOrEqualTo(4);
            readings.put(epoch, kept);
          });
      return readings;
    }

    @Override
    public void progressed(int epoch, long done, long of) {
      if (done == lastDone) {
        return; // a sign of life of an evaluation
      }
      lastDone = done;
      steps++;
      if (steps == 1 && obstacle.isPresent()) {
        assertThat(obstacle.get().toFile().mkdirs()).isTrue();
      }
      if (steps == dieAfter) {
        throw new Kill();
      }
    }

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
      epochs.put(epoch, metrics);
      if (epoch == dieInEpoch) {
        throw new Kill();
      }
    }

    @Override
    public boolean isInterrupted() {
      return steps >= stopAfter;
    }
  }

  /** Ends a training as abruptly as a thread can be ended. */
  private static final class Kill extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
