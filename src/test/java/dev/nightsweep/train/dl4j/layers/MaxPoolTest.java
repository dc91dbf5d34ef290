package dev.nightsweep.train.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Max-pooling beside the plainest loops there are. */
class MaxPoolTest {
  private static final int IMAGES = 2;
  private static final int CHANNELS = 3;

  @ParameterizedTest
  @MethodSource("shapes")
  void picksTheLargestOfEveryWindow(int rows, int columns, int kernel, int stride) {
    INDArray input = gaussians(rows, columns);
    PlainLayer.Mapping pool = new MaxPool("pool1", kernel, stride).mapping(DataType.FLOAT);
    INDArray output = Nd4j.create(DataType.FLOAT, pool.outputShape(input.shape()));
    INDArray outputGradient = Nd4j.rand(output.shape());
    INDArray inputGradient = Nd4j.create(DataType.FLOAT, input.shape());

    pool.forward(input, output, true);
    pool.backward(input, outputGradient, inputGradient);

    INDArray expectedGradient = Nd4j.zeros(DataType.FLOAT, input.shape());
    int top = before(rows, kernel, stride);
    int left = before(columns, kernel, stride);
    for (int map = 0; map < IMAGES * CHANNELS; map++) {
      for (int y = 0; y < output.size(2); y++) {
        for (int x = 0; x < output.size(3); x++) {
          int[] best = {-1, -1};
          float largest = Float.NEGATIVE_INFINITY;
          for (int r = Math.max(0, y * stride - top);
              r < Math.min(rows, y * stride - top + kernel);
              r++) {
            for (int c = Math.max(0, x * stride - left);
                c < Math.min(columns, x * stride - left + kernel);
                c++) {
              float value = at(input, map, r, c);
              if (value > largest) {
                largest = value;
                best = new int[] {r, c};
              }
            }
          }
          assertThat(at(output, map, y, x)).isEqualTo(largest);
          int[] place = {map / CHANNELS, map % CHANNELS, best[0], best[1]};
          expectedGradient.putScalar(
              place, expectedGradient.getFloat(place) + at(outputGradient, map, y, x));
        }
      }
    }
    assertThat(inputGradient.distance2(expectedGradient)).isLessThan(1e-5);
  }

  static Stream<Arguments> shapes() {
    return IntStream.rangeClosed(1, 7)
        .boxed()
        .flatMap(
            kernel ->
                IntStream.rangeClosed(1, 4)
                    .boxed()
                    .flatMap(
                        stride ->
                            Stream.of(
                                Arguments.of(28, 28, kernel, stride),
                                Arguments.of(7, 5, kernel, stride),
                                Arguments.of(1, 1, kernel, stride))));
  }

  @Test
  void ordersNumbersOfEitherSign() {
    INDArray input =
        Nd4j.create(
            new float[] {-3, -0.5f, -1e-30f, Float.NEGATIVE_INFINITY},
            new long[] {1, 1, 2, 2},
            'c');
    INDArray output = Nd4j.create(DataType.FLOAT, 1, 1, 1, 1);

    new MaxPool("pool1", 2, 2).mapping(DataType.FLOAT).forward(input, output, false);

    assertThat(output.getFloat(0)).isEqualTo(-1e-30f);
  }

  @Test
  void equalNumbersShareNothing() {
    INDArray input = Nd4j.ones(DataType.FLOAT, 1, 1, 4, 4);
    PlainLayer.Mapping pool = new MaxPool("pool1", 2, 2).mapping(DataType.FLOAT);
    INDArray output = Nd4j.create(DataType.FLOAT, 1, 1, 2, 2);
    INDArray gradient = Nd4j.create(DataType.FLOAT, 1, 1, 4, 4);

    pool.forward(input, output, true);
    pool.backward(input, Nd4j.ones(DataType.FLOAT, 1, 1, 2, 2), gradient);

    assertThat(gradient.sumNumber().doubleValue()).isEqualTo(4);
    assertThat(gradient.maxNumber().doubleValue()).isEqualTo(1);
  }

  private static float at(INDArray maps, int map, int row, int column) {
    return maps.getFloat(map / CHANNELS, map % CHANNELS, row, column);
  }

  private static int before(int length, int kernel, int stride) {
    int windows = (length + stride - 1) / stride;
    return Math.max(0, (windows - 1) * stride + kernel - length) / 2;
  }

  private static INDArray gaussians(int rows, int columns) {
    RandomStream random = new RandomStreams(3).stream("maps");
    float[] drawn = new float[IMAGES * CHANNELS * rows * columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(drawn, new long[] {IMAGES, CHANNELS, rows, columns}, 'c');
  }
}
