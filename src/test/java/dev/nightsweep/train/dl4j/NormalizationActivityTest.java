package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.FeatureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalizationActivityTest {

  @ParameterizedTest
  @CsvSource({
    "exact, before_pool, 5, 1e-4, 0.75",
    "dl4j,  before_pool, 5, 1e-4, 0.75",
    "exact, after_pool,  7, 0.5,  1.3",
    "dl4j,  after_pool,  3, 1.0,  0.5",
    "exact, before_pool, 1, 1.0,  0.75"
  })
  void ratiosAreThoseOfADirectComputation(
      String impl, String order, int n, double alpha, double beta) {
    Settings settings =
        TrainingFixtures.settings(
            "width",
            0.05,
            "lrn",
            true,
            "lrn.impl",
            impl,
            "lrn.order",
            order,
            "lrn.n",
            n,
            "lrn.alpha",
            alpha,
            "lrn.beta",
            beta);
    NetInTraining net = TrainingFixtures.net(settings, 3);
    INDArray images = gaussians(4);

    Map<String, Double> readings = NormalizationActivity.of(net, List.of(batch(images)));

    assertThat(readings)
        .containsOnlyKeys("lrn1_ratio_mean", "lrn1_ratio_sd", "lrn2_ratio_mean", "lrn2_ratio_sd");
    for (String layer : List.of("lrn1", "lrn2")) {
      INDArray x = inputOf(net, images, layer);
      List<Double> ratios = direct(x, n, alpha, beta);
      double mean = ratios.stream().mapToDouble(r -> r).average().orElseThrow();
      double variance =
          ratios.stream().mapToDouble(r -> (r - mean) * (r - mean)).average().orElseThrow();
      assertThat(readings.get(layer + "_ratio_mean")).isCloseTo(mean, offset(1e-12));
      assertThat(readings.get(layer + "_ratio_sd"))
          .isCloseTo(Math.sqrt(variance), offset(1e-6 * Math.sqrt(variance)));
    }
    net.close();
  }

  /** The layer divides as the readings say: output over input, where the input is not 0. */
  @Test
  void theLayersOutputsHaveThatRatio() {
    Settings settings =
        TrainingFixtures.settings("width", 0.05, "lrn", true, "lrn.alpha", 1.0, "lrn.n", 1);
    NetInTraining net = TrainingFixtures.net(settings, 3);
    INDArray images = gaussians(2);
    INDArray in = inputOf(net, images, "lrn1");
    double[] x = in.data().asDouble();
    float[] y = TrainingFixtures.outputs(net, batch(images)).get("lrn1");

    // Without neighbours an input of 0 has the ratio k^-beta; the others have y/x.
    double mean =
        IntStream.range(0, x.length)
            .mapToDouble(i -> x[i] == 0 ? Math.pow(2, -0.75) : y[i] / x[i])
            .average()
            .orElseThrow();

    assertThat(NormalizationActivity.of(net, List.of(batch(images))).get("lrn1_ratio_mean"))
        .isCloseTo(mean, offset(1e-6));
    net.close();
  }

  @Test
  void atThePapersConstantsOnMnistItIsAlmostAConstant() {
    Settings settings = TrainingFixtures.settings("width", 0.125, "lrn", true);
    NetInTraining net = TrainingFixtures.net(settings, 3);
    LabelledImages images = new DataSets().load("mnist").training();
    int[] some = IntStream.range(0, 250).toArray();
    ImageFeed feed = ImageFeed.of(images, "unit", some);
    Map<String, Double> readings =
        NormalizationActivity.of(net, Evaluation.batches(some).map(feed::batch).toList());

    assertThat(readings.get("lrn1_ratio_mean")).isCloseTo(0.5946, offset(2e-4));
    assertThat(readings.get("lrn1_ratio_sd")).isBetween(1e-6, 1e-3);
    assertThat(readings.get("lrn2_ratio_mean")).isCloseTo(0.5946, offset(2e-4));
    net.close();
  }

  @Test
  void withoutLrnThereIsNothingToMeasure() {
    Settings settings = TrainingFixtures.settings("width", 0.05, "constant_scale", 0.5);
    NetInTraining net = TrainingFixtures.net(settings, 3);

    assertThat(NormalizationActivity.of(net, List.of(batch(gaussians(2))))).isEmpty();
    net.close();
  }

  private static ImageBatch batch(INDArray images) {
    float[] pixels = images.dup('c').data().asFloat();
    return TrainingFixtures.batch(pixels, new int[(int) images.size(0)]);
  }

  private static INDArray inputOf(NetInTraining net, INDArray images, String layer) {
    float[] planes = net.inputs(batch(images), List.of(layer)).get(layer);
    FeatureShape shape = net.plan().find(layer).orElseThrow().output();
    return Nd4j.create(
        planes, new long[] {images.size(0), shape.channels(), shape.height(), shape.width()}, 'c');
  }

  private static List<Double> direct(INDArray input, int n, double alpha, double beta) {
    List<Double> ratios = new ArrayList<>();
    long[] shape = input.shape();
    for (int image = 0; image < shape[0]; image++) {
      for (int c = 0; c < shape[1]; c++) {
        for (int row = 0; row < shape[2]; row++) {
          for (int column = 0; column < shape[3]; column++) {
            double sum = 0;
            for (int j = c - n / 2; j <= c + n / 2; j++) {
              if (j >= 0 && j < shape[1]) {
                double x = input.getDouble(image, j, row, column);
                sum += x * x;
              }
            }
            ratios.add(1 / Math.pow(2 + alpha * sum, beta));
          }
        }
      }
    }
    return ratios;
  }

  private static INDArray gaussians(int images) {
    RandomStream random = new RandomStreams(9).stream("images");
    float[] pixels = new float[images * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(pixels, new long[] {images, 1, 28, 28}, 'c');
  }
}
