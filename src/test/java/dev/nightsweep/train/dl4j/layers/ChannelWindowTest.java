package dev.nightsweep.train.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelWindowTest {
  private static final int CHANNELS = 9;
  private static final int PLANE = 4;
  private static final int LENGTH = CHANNELS * PLANE;

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsTheSlope(int n, double alpha, double scale, double beta) {
    ChannelWindow window = new ChannelWindow(2, n, alpha, beta);
    double[] x = gaussians("x", scale);
    double[] weights = gaussians("weights", 1);
    double[] gradient = weights.clone();

    window.backward(x, gradient, CHANNELS, PLANE);

    double errors = 0;
    double norm = 0;
    for (int i = 0; i < LENGTH; i++) {
      double slope = slope(window, x, weights, i, 1e-3 * scale);
      errors += (gradient[i] - slope) * (gradient[i] - slope);
      norm += slope * slope;
    }
    assertThat(Math.sqrt(errors / norm)).isLessThanOrEqualTo(1e-6);
  }

  static Stream<Arguments> cases() {
    return Stream.of(1, 3, 5, 7, 31)
        .flatMap(
            n ->
                Stream.of(1e-4, 1e-2, 1.0)
                    .flatMap(
                        alpha ->
                            Stream.of(1.0, 10.0, 100.0)
                                .flatMap(
                                    scale ->
                                        Stream.of(0.75, 0.5, 1.3)
                                            .map(b -> Arguments.of(n, alpha, scale, b)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theForwardPassIsThePapersFormula(int n, double alpha, double scale, double beta) {
    double[] x = gaussians("x", scale);
    double[] y = x.clone();
    new ChannelWindow(2, n, alpha, beta).forward(y, CHANNELS, PLANE);

    for (int c = 0; c < CHANNELS; c++) {
      for (int p = 0; p < PLANE; p++) {
        double sum = 0;
        for (int j = Math.max(0, c - n / 2); j <= Math.min(CHANNELS - 1, c + n / 2); j++) {
          sum += x[j * PLANE + p] * x[j * PLANE + p];
        }
        double expected = x[c * PLANE + p] * Math.pow(2 + alpha * sum, -beta);
        assertThat(y[c * PLANE + p]).isCloseTo(expected, offset(1e-12 * Math.abs(expected)));
      }
    }
  }

  @Test
  void oneChannelIsItsOwnWindow() {
    double[] x = {3, -1};
    new ChannelWindow(1, 5, 1, 0.75).forward(x, 1, 2);

    assertThat(x[0]).isCloseTo(3 * Math.pow(10, -0.75), offset(1e-14));
    assertThat(x[1]).isCloseTo(-Math.pow(2, -0.75), offset(1e-14));
  }

  /** The five-point slope of Σ weights·y along x_i: its own error is of order h⁴. */
  private static double slope(ChannelWindow window, double[] x, double[] weights, int i, double h) {
    return (8 * (loss(window, x, weights, i, h) - loss(window, x, weights, i, -h))
            - (loss(window, x, weights, i, 2 * h) - loss(window, x, weights, i, -2 * h)))
        / (12 * h);
  }

  private static double loss(
      ChannelWindow window, double[] x, double[] weights, int i, double step) {
    double[] y = x.clone();
    y[i] += step;
    window.forward(y, CHANNELS, PLANE);
    double sum = 0;
    for (int j = 0; j < LENGTH; j++) {
      sum += weights[j] * y[j];
    }
    return sum;
  }

  private static double[] gaussians(String name, double scale) {
    RandomStream random = new RandomStreams(7).stream(name);
    double[] drawn = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      drawn[i] = scale * random.nextGaussian();
    }
    return drawn;
  }
}
