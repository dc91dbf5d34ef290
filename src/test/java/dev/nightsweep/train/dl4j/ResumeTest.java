package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Assignment.Checkpoints;
import dev.nightsweep.model.Environment;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
    Given.sliceOfMnist(slice, 300, 50);
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
    "sgd, constant, shift"
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
    Story unbroken = train(run(folder.resolve("unbroken"), settings));
    for (int cut : new int[] {1, 3, 4, 6, 8, 11}) {
      Path home = folder.resolve("cut-" + cut);
      Story story = new Story();
      story.stopAfter = cut;
      assertThat(story.train(run(home, settings))).isEqualTo(new Outcome.Interrupted());
      assertThat(story.steps).isEqualTo(cut);
      story.stopAfter = Integer.MAX_VALUE;
      story.train(run(home, settings));

      assertThat(story.start).isEqualTo(Start.at(1 + cut / STEPS_AN_EPOCH, cut % STEPS_AN_EPOCH));
      assertThat(story.steps).as("no step is taken twice").isEqualTo(EPOCHS * STEPS_AN_EPOCH);
      story.assertSameAs(unbroken);
    }
  }

  @Test
  void aRunThatIsCutAgainAndAgainEqualsAnUnbrokenOne() {
    Story unbroken = train(run(folder.resolve("unbroken")));
    Story story = new Story();
    Outcome outcome;
    do {
      story.stopAfter = story.steps + 1;
      outcome = story.train(run(folder));
    } while (outcome.equals(new Outcome.Interrupted()));
    story.assertSameAs(unbroken);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 10})
  void aKilledRunGoesOnFromItsLastWholeEpoch(int killedAt) {
    Story unbroken = train(run(folder.resolve("unbroken")));
    Story story = new Story();
    story.dieAfter = killedAt;
    assertThat(story.killed(run(folder))).isTrue();
    story.train(run(folder));

    assertThat(story.start).isEqualTo(Start.at(1 + killedAt / STEPS_AN_EPOCH, 0));
    story.assertSameAs(unbroken);
  }

  @Test
  void aKillBetweenJournalAndCheckpointOnlyRepeatsThatEpoch() {
    Story unbroken = train(run(folder.resolve("unbroken")));
    Story story = new Story();
    story.dieInEpoch = 2;
    assertThat(story.killed(run(folder))).isTrue();
    assertThat(story.epochs).containsOnlyKeys(1, 2);
    story.train(run(folder));

    assertThat(story.start).isEqualTo(Start.at(2, 0));
    story.assertSameAs(unbroken);
  }

  @Test
  void aRunOfWhichOnlyTheTestIsLeftIsOnlyTested() {
    Story story = train(run(folder));
    RunResult first = story.result();
    int steps = story.steps;
    story.train(run(folder));

    assertThat(story.start).isEqualTo(Start.at(EPOCHS + 1, 0));
    assertThat(story.steps).isEqualTo(steps);
    assertThat(story.result().parameterHash()).isEqualTo(first.parameterHash());
    assertThat(story.result().predictions()).isEqualTo(first.predictions());
  }

  @Test
  void aCheckpointAheadOfTheJournalIsRefused() {
    cutAt(9);
    assertThat(Given.trainer().start(run(folder), 2)).isEqualTo(Start.at(3, 1));
    assertThat(Given.trainer().start(run(folder), 1).refused()).contains("epoch 2", "1 epoch");
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedByTheirName() {
    cutAt(5);
    Start start = Given.trainer().start(run(folder, "learning_rate", 0.02), 1);
    assertThat(start.isResumed()).isFalse();
    assertThat(start.refused()).contains("learning_rate is 0.01 there and 0.02 here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trainer_revision",
        "classifier",
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

    Start start = Given.trainer().start(run(folder), 1);
    assertThat(start.refused()).contains(fact + " is other there and " + there + " here");

    Story story = new Story();
    story.train(run(folder));
    story.assertSameAs(train(run(folder.resolve("unbroken"))));
  }

  @Test
  void aTruncatedCheckpointIsRefused() throws IOException {
    cutAt(5);
    byte[] whole = Files.readAllBytes(last);
    Dl4jTrainer trainer = Given.trainer();
    for (int length = whole.length - 1; length >= 0; length -= 1024) {
      Files.write(last, Arrays.copyOf(whole, length));
      Start start = trainer.start(run(folder), 1);
      assertThat(start.refused()).as("cut at %d", length).contains("damaged");
      assertThat(start.isResumed()).isFalse();
    }

    Story story = new Story();
    story.train(run(folder));
    story.assertSameAs(train(run(folder.resolve("unbroken"))));
  }

  @Test
  void aFlippedByteOfTheNetIsNoticed() throws IOException {
    cutAt(5);
    byte[] whole = Files.readAllBytes(last);
    for (double where : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      byte[] flipped = whole.clone();
      flipped[(int) (where * whole.length)] ^= 4;
      Files.write(last, flipped);
      assertThat(Given.trainer().start(run(folder), 1).refused()).contains("damaged");
    }
  }

  @Test
  void whatAKillLeftOfAHalfWrittenCheckpointIsIgnoredAndRemoved() throws IOException {
    Story story = cutAt(5);
    Path draft = Files.writeString(folder.resolve("last.zip.part"), "half");
    story.stopAfter = 6;
    story.train(run(folder));
    assertThat(story.start).isEqualTo(Start.at(2, 1));
    assertThat(draft).doesNotExist();
  }

  @Test
  void aCheckpointThatCannotBeWrittenCostsNoRunAndLeavesNoHalfFile() throws IOException {
    Story unbroken = train(run(folder.resolve("unbroken")));
    Story hindered = new Story();
    hindered.obstacle = Optional.of(last.resolve("in the way"));

    hindered.train(run(folder));

    hindered.assertSameAs(unbroken);
    assertThat(last).isDirectory(); // so that nothing can have been written there
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theStockModelSerializerLoadsACheckpoint() throws IOException {
    cutAt(8);
    MultiLayerNetwork net = ModelSerializer.restoreMultiLayerNetwork(last.toFile(), true);
    assertThat(net.getIterationCount()).isEqualTo(8);
    assertThat(net.getUpdater().getStateViewArray().length()).isPositive();
    NetInTraining ours = Given.net(run(folder).settings(), 7);
    Checkpoint.read(last).restore(last, ours);
    assertThat(net.params()).isEqualTo(ours.net().params());
    assertThat(net.getUpdater().getStateViewArray())
        .isEqualTo(ours.net().getUpdater().getStateViewArray());
  }

  @Test
  void theBestNetIsKeptIfAskedAndTheLastOneUntilTheResultIsSafe() throws IOException {
    Assignment run = run(folder, Checkpoints.LAST_AND_BEST);
    Story story = train(run);
    Progress best = Checkpoint.read(folder.resolve(RunCheckpoints.BEST)).progress();
    double highest =
        story.epochs.values().stream()
            .mapToDouble(m -> m.get(Metrics.VALIDATION_ACCURACY))
            .max()
            .orElseThrow();
    int first =
        story.epochs.entrySet().stream()
            .filter(e -> e.getValue().get(Metrics.VALIDATION_ACCURACY) == highest)
            .mapToInt(Map.Entry::getKey)
            .min()
            .orElseThrow();
    assertThat(best.best()).isEqualTo(highest);
    assertThat(best.epoch()).isEqualTo(first + 1);

    assertThat(last).exists();
    Given.trainer().settled(run);
    assertThat(folder).isDirectoryNotContaining("glob:**/last.zip*");
    assertThat(folder.resolve(RunCheckpoints.BEST)).exists();
  }

  @Test
  void nothingIsKeptOrUsedWhereNoCheckpointsAreWanted() {
    cutAt(5);
    Assignment none = run(folder, Checkpoints.NONE);
    assertThat(Given.trainer().start(none, 9)).isEqualTo(Start.BEGINNING);
    Assignment elsewhere = run(folder.resolve("elsewhere"), Checkpoints.NONE);
    train(elsewhere);
    assertThat(folder.resolve("elsewhere").resolve(RunCheckpoints.LAST)).doesNotExist();
  }

  @Test
  void neighboursAndTheirOrderDoNotMatter() {
    Dl4jTrainer recycled = Given.trainer();
    Story first = new Story(recycled);
    first.train(run(folder.resolve("a")));
    new Story(recycled).train(run(folder.resolve("b"), "optimizer", "adam", "lrn", true));
    Story again = new Story(recycled);
    again.train(run(folder.resolve("c")));

    again.assertSameAs(first);
    train(run(folder.resolve("d"))).assertSameAs(first);
  }

  private Story cutAt(int step) {
    Story story = new Story();
    story.stopAfter = step;
    story.train(run(folder));
    return story;
  }

  private static Story train(Assignment run) {
    Story story = new Story();
    story.train(run);
    return story;
  }

  /** Writes the file anew, its checksums right, with another text in its header. */
  private void changeHeader(String from, String to) throws IOException {
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
        new Assignment.Task("alexnet", Given.settings(all.toArray()), 7, "identity"),
        checkpoints,
        home.toString(),
        Environment.of(Map.of()));
  }

  /** A run over all its attempts, as its journal would keep it. */
  private static final class Story implements Watcher {
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

    Story() {
      this(Given.trainer());
    }

    Story(Dl4jTrainer trainer) {
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

    void assertSameAs(Story other) {
      assertThat(result().parameterHash()).isEqualTo(other.result().parameterHash());
      assertThat(result().predictions()).isEqualTo(other.result().predictions());
      assertThat(deterministic()).isEqualTo(other.deterministic()).hasSize(EPOCHS);
    }

    private Map<Integer, Map<String, Double>> deterministic() {
      Map<Integer, Map<String, Double>> readings = new TreeMap<>();
      epochs.forEach(
          (epoch, metrics) -> {
            Map<String, Double> kept = new HashMap<>(metrics);
            kept.keySet().removeIf(name -> !Metrics.isReproducible(name));
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
