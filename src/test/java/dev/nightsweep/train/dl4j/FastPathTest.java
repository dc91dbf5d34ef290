package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Our layers beside DL4J's: they may only be faster. */
class FastPathTest {
  private static final double TOLERANCE = 1e-5;
  private static final int IMAGES = 7;

  @ParameterizedTest
  @MethodSource("nets")
  void outputsAndGradientsAgreeWithThePlainPath(Map<String, Object> given) {
    Settings settings = TrainingFixtures.settings(flat(given));
    NetInTraining fast = TrainingFixtures.net(settings, 4, Arithmetic.FAST);
    NetInTraining plain = TrainingFixtures.net(settings, 4, Arithmetic.PLAIN);
    assertThat(fast.parameterHash()).isEqualTo(plain.parameterHash());
    try (ImageBatch batch = batch()) {
      INDArray expected = plain.net().output(batch.features());
      assertThat(relative(fast.net().output(batch.features()), expected)).isLessThan(TOLERANCE);

      Map<String, INDArray> gradients = gradients(fast, batch);
      gradients(plain, batch)
          .forEach(
              (name, gradient) ->
                  assertThat(relative(gradients.get(name), gradient))
                      .as(name)
                      .isLessThan(TOLERANCE));
    }
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
        try (ImageBatch batch = feed.batch(Arrays.copyOfRange(order, start, start + 32))) {
          net.step(batch);
        }
      }
    }
    double accuracy = Evaluation.of(net, feed, images, split.validation(), () -> {}).accuracy();
    net.close();
    return accuracy;
  }

  private static Map<String, INDArray> gradients(NetInTraining net, ImageBatch batch) {
    net.net().setInput(batch.features());
    net.net().setLabels(batch.labels());
    net.net().computeGradientAndScore();
    Map<String, INDArray> copies = new TreeMap<>();
    net.net()
        .gradient()
        .gradientForVariable()
        .forEach((name, gradient) -> copies.put(name, gradient.dup('c')));
    return copies;
  }

  private static double relative(INDArray actual, INDArray expected) {
    double norm = expected.norm2Number().doubleValue();
    return actual.distance2(expected) / Math.max(norm, 1e-12);
  }

  private static Object[] flat(Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(given);
    all.putIfAbsent("width", 0.08);
    return all.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray();
  }

  /** Noise, so that windows have one largest number; what ties do is MaxPoolTest's. */
  private static ImageBatch batch() {
    RandomStream random = new RandomStreams(9).stream("images");
    float[] pixels = new float[IMAGES * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    INDArray labels = Nd4j.zeros(IMAGES, 10);
    for (int i = 0; i < IMAGES; i++) {
      labels.putScalar(i, i, 1);
    }
    return new ImageBatch(Nd4j.create(pixels, new long[] {IMAGES, 1, 28, 28}, 'c'), labels);
  }
}
