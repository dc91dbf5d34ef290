package dev.nightsweep.train.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Dense layers, and layers that learn nothing, against loops. */
class SmallLayersTest {
  private static DoubleUnaryOperator function(Activation activation) {
    return switch (activation) {
      case IDENTITY -> x -> x;
      case RELU -> x -> Math.max(x, 0);
      case LEAKY_RELU -> x -> x > 0 ? x : 0.01f * x;
      case TANH -> Math::tanh;
      case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
      case ELU -> x -> x > 0 ? x : Math.exp(x) - 1;
    };
  }

  @ParameterizedTest
  @EnumSource
  void activates(Activation activation) {
    LayerTrial trial = new LayerTrial(2, new MapShape(3, 5, 5), 1);
    SlidingWindow window = new SlidingWindow(3, 1, 1, Padding.SAME);
    Parameters parameters = trial.parameters(16 * 3 * 9, 16);
    trial.check(
        network -> network.convolve(parameters, 16, 1, window, activation),
        (batch, p) ->
            batch
                .convolve(p.get(0), p.get(1), 16, 1, PlainMaps.Place.of(window))
                .each(function(activation)));
  }

  @ParameterizedTest
  @EnumSource
  void activatesAlone(Activation activation) {
    LayerTrial trial = new LayerTrial(2, new MapShape(3, 5, 4), 1);
    trial.check(
        network -> network.activate(activation), (batch, p) -> batch.each(function(activation)));
  }

  @ParameterizedTest
  @EnumSource
  void activatesDenseLayers(Activation activation) {
    LayerTrial trial = new LayerTrial(3, new MapShape(2, 3, 3), 1);
    Parameters parameters = trial.parameters(18 * 7, 7);
    trial.check(
        network -> {
          network.flatten();
          network.connect(parameters, 7, activation);
        },
        (batch, p) -> batch.flatten().connect(p.get(0), p.get(1), 7).each(function(activation)));
  }

  @Test
  void denseWithoutBias() {
    LayerTrial trial = new LayerTrial(3, new MapShape(5, 1, 1), 1);
    Parameters parameters = trial.parameters(5 * 4, 0);
    trial.check(
        network -> network.connect(parameters, 4, Activation.IDENTITY),
        (batch, p) -> batch.connect(p.get(0), null, 4));
    trial.checkAsFirst(
        network -> network.connect(parameters, 4, Activation.IDENTITY),
        (batch, p) -> batch.connect(p.get(0), null, 4));
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 5", "16, 3, 3", "20, 1, 1"})
  void scales(int channels, int height, int width) {
    LayerTrial trial = new LayerTrial(2, new MapShape(channels, height, width), 1);
    trial.check(network -> network.scale(0.25), (batch, p) -> batch.each(x -> 0.25f * x));
  }

  /** A mask's factors come plane after plane, whatever the layout of the maps is. */
  @ParameterizedTest
  @CsvSource({"3, 4, 5", "16, 3, 3", "20, 1, 1"})
  void dropsWhatTheMaskSays(int channels, int height, int width) {
    LayerTrial trial = new LayerTrial(2, new MapShape(channels, height, width), 1);
    float[] factors = new float[2 * channels * height * width];
    Random random = new Random(5);
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextInt(3) == 0 ? 0 : 1.5f;
    }
    trial.check(
        network ->
            network.drop(
                count -> {
                  assertThat(count).isEqualTo(factors.length);
                  return factors.clone();
                }),
        (batch, p) -> batch.times(factors));
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 5", "16, 3, 3", "20, 1, 1"})
  void flattensPlaneAfterPlane(int channels, int height, int width) {
    LayerTrial trial = new LayerTrial(2, new MapShape(channels, height, width), 1);
    trial.check(NetworkLayers::flatten, (batch, p) -> batch.flatten());
  }

  @Test
  void everyKindCanComeFirst() {
    MapShape shape = new MapShape(16, 4, 4);
    LayerTrial trial = new LayerTrial(2, shape, 1);
    int inputs = (int) shape.size();
    Parameters parameters = trial.parameters(inputs * 3, 3);
    float[] factors = new float[2 * inputs];
    SlidingWindow one = new SlidingWindow(1, 1, 1, Padding.SAME);
    Lrn lrn = new Lrn(2, 5, 1e-4, 0.75);
    InputProbe outside = new InputProbe(2 * inputs);
    InputProbe afterAnother = new InputProbe(2 * inputs);
    List<Consumer<NetworkLayers>> kinds =
        List.of(
            network -> network.outside(outside),
            network -> {
              network.scale(2);
              network.outside(afterAnother);
            },
            network -> network.drop(count -> factors.clone()),
            network -> network.activate(Activation.TANH),
            network -> network.scale(2),
            network -> network.normalize(lrn),
            network -> network.normalize(new Lrn(2, 3, 1e-4, 0.5)),
            network -> network.pool(PoolingKind.MAX, one),
            network -> network.pool(PoolingKind.AVERAGE, one),
            network -> {});
    for (Consumer<NetworkLayers> kind : kinds) {
      Consumer<NetworkLayers> layers =
          network -> {
            kind.accept(network);
            network.flatten();
            network.connect(parameters, 3, Activation.IDENTITY);
          };
      assertThat(trial.gradientsAsFirst(layers, 2 * 3)).allMatch(LayerTrial::isFinite);
    }
    assertThat(outside.gradient()).containsOnly(0);
    assertThat(afterAnother.gradient()).as("nothing below it learns").containsOnly(0);
  }

  /** As a net of a scale and a softmax would be. */
  @Test
  void netThatLearnsNothingGoesBackward() {
    LayerTrial trial = new LayerTrial(2, new MapShape(3, 4, 4), 1);
    trial.checkAsFirst(network -> network.scale(0.5), (batch, p) -> batch.each(x -> 0.5 * x));
    trial.checkAsFirst(
        network -> network.residual(block -> block.scale(0.5), shortcut -> {}),
        (batch, p) -> batch.each(x -> 1.5 * x));
  }
}
