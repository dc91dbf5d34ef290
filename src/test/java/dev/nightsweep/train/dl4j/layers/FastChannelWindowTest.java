package dev.nightsweep.train.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast arithmetic beside the plain one. */
class FastChannelWindowTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithDoublePrecision(int n, double alpha, double scale, double beta, int channels) {
    int plane = 37;
    float[][] x = gaussians("x", channels, plane, scale);
    float[][] gradient = gaussians("gradient", channels, plane, 1);
    double[] exactX = flat(x);
    double[] exactGradient = flat(gradient);
    ChannelWindow plain = new ChannelWindow(2, n, alpha, beta);
    FastChannelWindow fast = new FastChannelWindow(2, n, alpha, beta);

    fast.backward(x, gradient);
    plain.backward(exactX, exactGradient, channels, plane);
    fast.forward(x);
    plain.forward(exactX, channels, plane);

    assertThat(distance(gradient, exactGradient)).isLessThan(TOLERANCE);
    assertThat(distance(x, exactX)).isLessThan(TOLERANCE);
  }

  static Stream<Arguments> cases() {
    return Stream.of(1, 3, 5, 7, 31)
        .flatMap(
            n ->
                Stream.of(1e-4, 1e-2, 1.0)
                    .flatMap(
                        alpha ->
                            Stream.of(1.0, 100.0)
                                .flatMap(
                                    scale ->
                                        Stream.of(
                                            Arguments.of(n, alpha, scale, 0.75, 24),
                                            Arguments.of(n, alpha, scale, 0.75, 2),
                                            Arguments.of(n, alpha, scale, 1.3, 9)))));
  }

  private static double distance(float[][] rows, double[] exact) {
    double errors = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      double difference = rows[i / rows[0].length][i % rows[0].length] - exact[i];
      errors += difference * difference;
      norm += exact[i] * exact[i];
    }
    return Math.sqrt(errors / norm);
  }

  private static double[] flat(float[][] rows) {
    double[] flat = new double[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }

  private static float[][] gaussians(String name, int channels, int plane, double scale) {
    RandomStream random = new RandomStreams(7).stream(name);
    float[][] drawn = new float[channels][plane];
    for (float[] channel : drawn) {
      for (int p = 0; p < plane; p++) {
        channel[p] = (float) (scale * random.nextGaussian());
      }
    }
    return drawn;
  }
}
