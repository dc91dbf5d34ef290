package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.PlannedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's arithmetic beside DL4J's: it may only be faster. */
class FastPathTest {
  private static final int IMAGES = 12;

  @ParameterizedTest
  @MethodSource("nets")
  void outputsAndGradientsAgreeWithThePlainPath(Map<String, Object> given) {
    Settings settings = TrainingFixtures.settings(flat(given));
    NetInTraining fast = TrainingFixtures.net(settings, 4, Arithmetic.FAST);
    NetInTraining plain = TrainingFixtures.net(settings, 4, Arithmetic.PLAIN);
    assertThat(fast.parameterHash()).isEqualTo(plain.parameterHash());
    ImageBatch batch = TrainingFixtures.noise(IMAGES, "images");

    PathComparison.assertAgree(fast.inputs(batch, names(fast)), plain.inputs(batch, names(fast)));
    PathComparison.assertAgree(
        Map.of("softmax", fast.probabilities(batch)),
        Map.of("softmax", plain.probabilities(batch)));
    PathComparison.assertAgree(
        PathComparison.fastGradients(fast, batch), PathComparison.plainGradients(plain, batch));
    fast.close();
    plain.close();
  }

  /** Three steps, the last with fewer images; then all parameters and all that is remembered. */
  @ParameterizedTest
  @CsvSource({
    "sgd, 0",
    "sgd, 0.05",
    "nesterov, 0",
    "nesterov, 0.05",
    "adam, 0.05",
    "adamw, 0",
    "adamw, 0.05"
  })
  void stepsAgreeWithThePlainPath(String optimizer, double decay) {
    Settings settings =
        TrainingFixtures.settings(
            "width", 0.05, "optimizer", optimizer, "weight_decay", decay, "activation", "tanh");
    NetInTraining fast = TrainingFixtures.net(settings, 4, Arithmetic.FAST);
    NetInTraining plain = TrainingFixtures.net(settings, 4, Arithmetic.PLAIN);
    INDArray before = fast.net().params().dup();
    for (int step = 0; step < 3; step++) {
      ImageBatch batch = TrainingFixtures.noise(IMAGES - step, "images");
      fast.beginEpoch(1 + step);
      plain.beginEpoch(1 + step);
      assertThat(fast.step(batch)).isCloseTo(plain.step(batch), offset(1e-4));
    }
    assertThat(fast.iterations()).isEqualTo(plain.iterations()).isEqualTo(3);
    assertThat(
            PathComparison.relative(
                fast.net().params().sub(before), plain.net().params().sub(before)))
        .isLessThan(1e-3);
    INDArray remembered = plain.net().getUpdater().getStateViewArray();
    if (remembered != null) {
      assertThat(PathComparison.relative(fast.net().getUpdater().getStateViewArray(), remembered))
          .isLessThan(1e-3);
    }
    fast.close();
    plain.close();
  }

  static Stream<Map<String, Object>> nets() {
    return Stream.of(
        Map.of("preset", "alexnet28"),
        Map.of("preset", "krizhevsky2012"),
        Map.of("preset", "mnist-notes"),
        Map.of("activation", "tanh", "lrn", true),
        Map.of("activation", "leaky_relu", "lrn", true, "lrn.alpha", 0.5, "lrn.beta", 0.6),
        Map.of("activation", "tanh", "output_relu", true),
        Map.of("lrn", true, "lrn.order", "after_pool", "lrn.n", 3),
        Map.of("lrn", true, "lrn.alpha", 0.5, "conv1.filters", 200, "conv2.filters", 600),
        Map.of("lrn", true, "lrn.alpha", 0.5, "lrn.n", 7, "conv1.filters", 400, "lrn.k", 1.0),
        Map.of("lrn", true, "lrn.alpha", 0.1, "lrn.n", 3, "conv1.filters", 1200),
        Map.of("lrn", true, "lrn.impl", "dl4j", "lrn.alpha", 0.5, "conv1.filters", 200),
        Map.of("conv1.kernel", 4, "conv2.kernel", 2, "conv3.kernel", 1),
        Map.of("conv1.kernel", 27, "conv2.kernel", 7),
        Map.of("conv1.kernel", 1, "pool.kernel", 2),
        Map.of("pool.kernel", 5, "pool.stride", 3, "pool5", true),
        Map.of("pool.kernel", 7, "pool.stride", 1, "fc.units", 100),
        Map.of("pool.kernel", 4, "pool.stride", 4),
        Map.of("constant_scale", 0.5946, "dropout", 0.9));
  }

  /**
   * Six epochs-in-small of real digits: the two paths drift apart in roundings, not in learning.
   */
  @Test
  void bothPathsLearnMnistAlike() {
    DataSet mnist = new DataSets().load(DataSets.MNIST);
    Settings settings = TrainingFixtures.settings("width", 0.06, "lrn", true, "batch_size", 32);
    double fast = 0;
    double plain = 0;
    for (int seed = 1; seed <= 3; seed++) {
      fast += accuracy(settings, seed, Arithmetic.FAST, mnist) / 3;
      plain += accuracy(settings, seed, Arithmetic.PLAIN, mnist) / 3;
    }
    assertThat(fast).isGreaterThan(0.85);
    assertThat(fast).isBetween(plain - 0.03, plain + 0.03);
  }

  private static double accuracy(
      Settings settings, long seed, Arithmetic arithmetic, DataSet mnist) {
    RandomStreams streams = new RandomStreams(seed);
    LabelledImages images = mnist.training();
    Split split = Split.of(images, 2_000, 1_000, streams);
    ImageFeed feed = ImageFeed.of(images, "unit", split.training());
    NetInTraining net = TrainingFixtures.net(settings, seed, arithmetic);
    for (int epoch = 1; epoch <= 3; epoch++) {
      net.beginEpoch(epoch);
      int[] order = split.training();
      streams.stream("order", epoch, 0).shuffle(order);
      for (int start = 0; start + 32 <= order.length; start += 32) {
        net.step(feed.batch(Arrays.copyOfRange(order, start, start + 32)));
      }
    }
    double accuracy = Evaluation.of(net, feed, images, split.validation(), () -> {}).accuracy();
    net.close();
    return accuracy;
  }

  private static List<String> names(NetInTraining net) {
    return net.plan().layers().stream().map(PlannedLayer::name).toList();
  }

  private static Object[] flat(Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(given);
    all.putIfAbsent("width", 0.08);
    return all.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray();
  }
}
