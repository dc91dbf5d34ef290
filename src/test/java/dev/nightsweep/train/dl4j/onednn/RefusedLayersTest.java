package dev.nightsweep.train.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

/** What cannot be computed is named, with its size and that of its input. */
class RefusedLayersTest {
  private static final MapShape SHAPE = new MapShape(3, 4, 4);

  private static void build(Consumer<NetworkLayers> layers) {
    try (Network network = Network.of(2, SHAPE, true, layers)) {
      network.forward(new float[2 * 48]);
    }
  }

  private static Parameters parameters(int weights, int biases) {
    return new Parameters(new FloatPointer(weights), new FloatPointer(biases));
  }

  private static SlidingWindow window(int kernel, Padding padding) {
    return new SlidingWindow(kernel, 1, 1, padding);
  }

  @Test
  void kernelsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                build(
                    network ->
                        network.convolve(
                            parameters(6 * 3 * 49, 6),
                            6,
                            1,
                            window(7, Padding.VALID),
                            Activation.RELU)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("oneDNN cannot compute convolution 7×7 of 3×4×4: could not ");
    assertThatThrownBy(
            () -> build(network -> network.pool(PoolingKind.AVERAGE, window(6, Padding.VALID))))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("oneDNN cannot compute average-pooling 6×6 of 3×4×4: could not ");
  }

  @Test
  void groupsThatDoNotDivide() {
    assertThatThrownBy(
            () ->
                build(
                    network ->
                        network.convolve(
                            parameters(4 * 9, 4),
                            4,
                            2,
                            window(3, Padding.SAME),
                            Activation.IDENTITY)))
        .hasMessageStartingWith(
            "oneDNN cannot compute convolution 3×3, 2 groups of 3×4×4: could not ");
  }

  @Test
  void arraysOfOtherLengths() {
    assertThatThrownBy(
            () ->
                build(
                    network ->
                        network.convolve(
                            parameters(4 * 3 * 9 - 1, 4),
                            4,
                            1,
                            window(3, Padding.SAME),
                            Activation.IDENTITY)))
        .hasMessage("A layer needs 108 weights, and there are 107.");
    assertThatThrownBy(
            () ->
                build(
                    network -> {
                      network.flatten();
                      network.connect(parameters(48 * 5, 4), 5, Activation.IDENTITY);
                    }))
        .hasMessage("A layer needs 5 biases, and there are 4.");
    FloatPointer two = new FloatPointer(2);
    FloatPointer three = new FloatPointer(3);
    assertThatThrownBy(
            () ->
                build(
                    network ->
                        network.normalizeBatch(
                            new BatchNormalizationParameters(two, three, three, three, 1e-3, 0.9))))
        .hasMessage("A layer needs 3 scales, and there are 2.");
  }

  @Test
  void mapsWhereVectorsBelong() {
    assertThatThrownBy(
            () -> build(network -> network.connect(parameters(48 * 5, 5), 5, Activation.IDENTITY)))
        .hasMessage(
            "A fully connected layer cannot have maps of 3×4×4 for its input: flatten them.");
  }

  @Test
  void waysThatEndUnlike() {
    assertThatThrownBy(
            () ->
                build(
                    network ->
                        network.residual(
                            block -> block.pool(PoolingKind.MAX, window(2, Padding.VALID)),
                            shortcut -> {})))
        .hasMessage("A residual block puts out 3×3×3, and its shortcut 3×4×4.");
  }
}
