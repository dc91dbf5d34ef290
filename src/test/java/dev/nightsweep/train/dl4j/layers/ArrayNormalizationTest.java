package dev.nightsweep.train.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Beside the loops of {@link ChannelWindow}, in both precisions. */
class ArrayNormalizationTest {
  private static final int CHANNELS = 4;

  @ParameterizedTest
  @MethodSource("cases")
  void computesWhatTheLoopsDoAndLeavesItsInputsAlone(DataType type, int n, double beta) {
    INDArray input = Nd4j.randn(type, 3, CHANNELS, 2, 5).muli(3);
    INDArray gradient = Nd4j.randn(type, input.shape());
    INDArray inputBefore = input.dup();
    INDArray gradientBefore = gradient.dup();
    INDArray output = Nd4j.create(type, input.shape());
    INDArray inputGradient = Nd4j.create(type, input.shape());

    ArrayNormalization arrays = new ArrayNormalization(2, n, 0.3, beta);
    arrays.forward(input, output, true);
    arrays.backward(input, gradient, inputGradient);

    ChannelWindow window = new ChannelWindow(2, n, 0.3, beta);
    double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-5;
    for (int image = 0; image < 3; image++) {
      double[] x = input.slice(image).dup('c').data().asDouble();
      double[] y = x.clone();
      double[] g = gradient.slice(image).dup('c').data().asDouble();
      window.forward(y, CHANNELS, 10);
      window.backward(x, g, CHANNELS, 10);
      assertThat(output.slice(image).dup('c').data().asDouble())
          .containsExactly(y, within(tolerance));
      assertThat(inputGradient.slice(image).dup('c').data().asDouble())
          .containsExactly(g, within(tolerance));
    }
    assertThat(input).isEqualTo(inputBefore);
    assertThat(gradient).isEqualTo(gradientBefore);
  }

  /** Windows of one channel, of some, of all and of more than there are. */
  static Stream<Arguments> cases() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(
            type ->
                Stream.of(1, 3, 5, 7, 31)
                    .flatMap(n -> Stream.of(0.75, 1.3).map(beta -> Arguments.of(type, n, beta))));
  }
}
