package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.MnistSlice;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of images, and what a run logs of them. */
class RunTrainingTest {
  @TempDir static Path slice;
  private static DataSet data;

  @TempDir Path folder;
  private final Map<Integer, Map<String, Double>> epochs = new TreeMap<>();

  @BeforeAll
  static void loadSlice() throws IOException {
    data = new DataSets().load(MnistSlice.write(slice, 500, 20).toString());
  }

  @Test
  void anEpochTakesEveryTrainingImageOnceAndTheLastBatchTheRest() {
    int[][] batches = training(1, "batch_size", 64).batches(1);

    assertThat(Arrays.stream(batches).map(batch -> batch.length)).containsExactly(64, 36);
    assertThat(flat(batches)).containsExactlyInAnyOrder(split(1).training());
  }

  @Test
  void everyEpochAndEverySeedHasAnOrderOfItsOwn() {
    int[] first = flat(training(1).batches(1));

    assertThat(flat(training(1).batches(2))).isNotEqualTo(first).containsExactlyInAnyOrder(first);
    assertThat(flat(training(2).batches(1))).isNotEqualTo(first);
    assertThat(first).isNotEqualTo(split(1).training());
  }

  @ParameterizedTest
  @CsvSource({"lrn, true", "dropout, 0.9", "optimizer, adam", "init, paper", "conv1.kernel, 7"})
  void armsOfOneSeedSeeTheSameImagesInTheSameOrder(String name, String value) {
    int[][] plain = training(1).batches(2);

    Object setting =
        switch (name) {
          case "lrn" -> true;
          case "dropout" -> 0.9;
          case "conv1.kernel" -> 7;
          default -> value;
        };
    assertThat(training(1, name, setting).batches(2)).isDeepEqualTo(plain);
  }

  /** At a rate of nothing the epoch's mean is the first net's loss: the rest counts by its size. */
  @Test
  void theTrainingLossIsTheMeanOverImagesNotBatches() {
    Object[] still = {"learning_rate", 1e-30, "dropout", 0.0, "batch_size", 99};
    training(1, still).run(Start.BEGINNING);

    NetInTraining net = TrainingFixtures.net(settings(still), 1);
    ImageFeed feed = ImageFeed.of(data.training(), "unit", split(1).training());
    double loss = Evaluation.of(net, feed, data.training(), split(1).training(), () -> {}).loss();
    assertThat(epochs.get(1).get(Metrics.TRAINING_LOSS)).isCloseTo(loss, offset(1e-6));
    net.close();
  }

  /** A watchdog may be waiting, and a large net takes minutes over all the images. */
  @Test
  void anEvaluationShowsEveryFewImagesThatItLives() {
    NetInTraining net = TrainingFixtures.net(settings(), 1);
    ImageFeed feed = ImageFeed.of(data.training(), "unit", split(1).training());
    int[] images = IntStream.range(0, 251).map(i -> i % data.training().size()).toArray();
    AtomicInteger signs = new AtomicInteger();
    Evaluation.of(net, feed, data.training(), images, signs::incrementAndGet);
    assertThat(signs).hasValue(3);
    net.close();
  }

  @ParameterizedTest
  @CsvSource({"exact, true", "dl4j, true", "exact, false"})
  void lrnIsWatchedEveryEpochWhereThereIsAny(String impl, boolean lrn) {
    training(1, "lrn", lrn, "lrn.impl", impl, "epochs", 2, "conv1.filters", 200)
        .run(Start.BEGINNING);

    assertThat(epochs).hasSize(2);
    for (Map<String, Double> metrics : epochs.values()) {
      if (lrn) {
        assertThat(metrics.get("lrn1_ratio_mean")).isBetween(0.59, Math.pow(2, -0.75));
        assertThat(metrics.get("lrn2_ratio_sd")).isPositive();
      } else {
        assertThat(metrics.keySet()).noneMatch(Metrics::isOfOneLayer);
      }
    }
  }

  @Test
  void watchingLrnChangesNothing() {
    RunTraining watched = training(1, "lrn", true, "epochs", 2);
    watched.run(Start.BEGINNING);
    NetInTraining net = TrainingFixtures.net(settings("lrn", true, "epochs", 2), 1);
    ImageFeed feed = ImageFeed.of(data.training(), "unit", split(1).training());
    double[] losses = new double[2];
    for (int epoch = 1; epoch <= 2; epoch++) {
      net.beginEpoch(epoch);
      for (int[] numbers : watched.batches(epoch)) {
        losses[epoch - 1] += net.step(feed.batch(numbers)) * numbers.length / 100;
      }
    }
    assertThat(epochs.get(2).get(Metrics.TRAINING_LOSS)).isCloseTo(losses[1], offset(1e-12));
    net.close();
  }

  private RunTraining training(long seed, Object... settings) {
    Settings resolved = settings(settings);
    Assignment run =
        new Assignment(
            "sweep",
            "run",
            1,
            new Assignment.Task("alexnet", resolved, seed, "identity"),
            Assignment.Checkpoints.NONE,
            folder.toString(),
            Environment.of(Map.of()),
            0);
    return new RunTraining(run, TrainingFixtures.ALEXNET, data, new Keeper());
  }

  private static Settings settings(Object... settings) {
    List<Object> all =
        new ArrayList<>(
            List.of("train_size", 100, "validation_size", 300, "width", 0.03, "epochs", 1));
    all.addAll(List.of(settings));
    return TrainingFixtures.settings(all.toArray());
  }

  private static Split split(long seed) {
    return Split.of(data.training(), 100, 300, new RandomStreams(seed));
  }

  private static int[] flat(int[][] batches) {
    return Arrays.stream(batches).flatMapToInt(Arrays::stream).toArray();
  }

  private final class Keeper implements Watcher {
    @Override
    public void progressed(int epoch, long done, long of) {
      // Not of interest here.
    }

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
      epochs.put(epoch, new TreeMap<>(metrics));
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }
}
