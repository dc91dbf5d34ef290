package dev.nightsweep.train.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch normalization, its gradients through the batch's statistics, and the running ones. */
class BatchNormalizationTest {
  private static final double EPSILON = 1e-3;
  private static final float DECAY = 0.9f;

  private static FloatPointer filled(int count, float number) {
    FloatPointer pointer = new FloatPointer(count);
    for (int i = 0; i < count; i++) {
      pointer.put(i, number);
    }
    return pointer;
  }

  private static BatchNormalizationParameters parameters(
      LayerTrial trial, int channels, boolean scaled, boolean shifted) {
    return new BatchNormalizationParameters(
        scaled ? trial.parameter(channels) : null,
        shifted ? trial.parameter(channels) : null,
        filled(channels, 0.5f),
        filled(channels, 2),
        EPSILON,
        DECAY);
  }

  @ParameterizedTest
  @CsvSource({
    // images, channels, height, width
    "3, 3, 5, 4",
    "2, 16, 3, 3",
    "4, 32, 2, 2",
    "1, 16, 4, 4",
    "5, 20, 1, 1", // vectors
    "6, 16, 1, 1",
    "2, 1, 3, 7",
    "2, 64, 4, 4"
  })
  void normalizesByTheBatch(int images, int channels, int height, int width) {
    for (int which = 0; which < 4; which++) {
      boolean scaled = which % 2 == 1;
      boolean shifted = which / 2 == 1;
      LayerTrial trial = new LayerTrial(images, new MapShape(channels, height, width), which);
      BatchNormalizationParameters parameters = parameters(trial, channels, scaled, shifted);
      LayerTrial.Plain plain =
          (batch, p) ->
              batch
                  .normalize(batch.means(), batch.variances(), EPSILON)
                  .scaleAndShift(scaled ? p.get(0) : null, shifted ? p.get(p.size() - 1) : null);
      trial.check(network -> network.normalizeBatch(parameters), plain);
      trial.checkAsFirst(network -> network.normalizeBatch(parameters), plain);
    }
  }

  /** The population's variance is 0 then: what is put out is the shift, and nothing flows back. */
  @ParameterizedTest
  @CsvSource({"16", "20", "3"})
  void oneNumberOfAChannelIsItsMean(int channels) {
    LayerTrial trial = new LayerTrial(1, new MapShape(channels, 1, 1), 1);
    BatchNormalizationParameters parameters = parameters(trial, channels, true, true);
    trial.check(
        network -> network.normalizeBatch(parameters),
        (batch, p) -> batch.each(x -> 0).scaleAndShift(null, p.get(1)));
  }

  /** Through a convolution, whose gradient is of what the statistics make of it. */
  @Test
  void betweenOtherLayers() {
    LayerTrial trial = new LayerTrial(3, new MapShape(3, 5, 5), 1);
    Parameters weights = trial.parameters(16 * 3 * 9, 0);
    BatchNormalizationParameters parameters = parameters(trial, 16, true, true);
    SlidingWindow window = new SlidingWindow(3, 1, 1, Padding.SAME);
    trial.check(
        network -> {
          network.convolve(weights, 16, 1, window, Activation.IDENTITY);
          network.normalizeBatch(parameters);
          network.activate(Activation.TANH);
        },
        (batch, p) -> {
          PlainMaps sums = batch.convolve(p.get(0), null, 16, 1, PlainMaps.Place.of(window));
          return sums.normalize(sums.means(), sums.variances(), EPSILON)
              .scaleAndShift(p.get(1), p.get(2))
              .each(Math::tanh);
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 4, 5", "3, 16, 2, 2", "4, 20, 1, 1"})
  void everyPassForwardMovesTheRunningStatistics(int images, int channels, int height, int width) {
    LayerTrial trial = new LayerTrial(images, new MapShape(channels, height, width), 1);
    BatchNormalizationParameters parameters = parameters(trial, channels, true, true);
    try (Network network =
        Network.of(
            images, trial.batch().shape(), true, layers -> layers.normalizeBatch(parameters))) {
      network.forward(trial.input());
      network.forward(trial.input());
    }
    double[] means = trial.batch().means();
    double[] variances = trial.batch().variances();
    double kept = DECAY * DECAY;
    for (int c = 0; c < channels; c++) {
      assertThat(parameters.mean().get(c))
          .isCloseTo((float) (kept * 0.5 + (1 - kept) * means[c]), within(1e-5f));
      assertThat(parameters.variance().get(c))
          .isCloseTo((float) (kept * 2 + (1 - kept) * variances[c]), within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 4, 5", "3, 16, 2, 2", "4, 20, 1, 1", "1, 16, 1, 1"})
  void evaluatesByTheRunningStatisticsAndLeavesThem(
      int images, int channels, int height, int width) {
    LayerTrial trial = new LayerTrial(images, new MapShape(channels, height, width), 1);
    BatchNormalizationParameters parameters = parameters(trial, channels, true, true);
    for (int c = 0; c < channels; c++) {
      parameters.mean().put(c, 0.25f * c);
      parameters.variance().put(c, 0.1f + c);
    }
    float[] means = LayerTrial.numbers(parameters.mean());
    float[] variances = LayerTrial.numbers(parameters.variance());
    trial.checkEvaluating(
        network -> network.normalizeBatch(parameters),
        (batch, p) -> {
          double[] plainMeans = new double[channels];
          double[] plainVariances = new double[channels];
          for (int c = 0; c < channels; c++) {
            plainMeans[c] = means[c];
            plainVariances[c] = variances[c];
          }
          return batch
              .normalize(plainMeans, plainVariances, EPSILON)
              .scaleAndShift(p.get(0), p.get(1));
        });
    assertThat(LayerTrial.numbers(parameters.mean())).isEqualTo(means);
    assertThat(LayerTrial.numbers(parameters.variance())).isEqualTo(variances);
  }

  @Test
  void weightDecayAppliesToWeightsAlone() {
    LayerTrial trial = new LayerTrial(2, new MapShape(3, 4, 4), 1);
    Parameters weights = trial.parameters(8 * 3, 8);
    BatchNormalizationParameters parameters = parameters(trial, 8, true, true);
    try (Network network =
        Network.of(
            2,
            trial.batch().shape(),
            true,
            layers -> {
              layers.convolve(
                  weights, 8, 1, new SlidingWindow(1, 1, 1, Padding.SAME), Activation.IDENTITY);
              layers.normalizeBatch(parameters);
            })) {
      float[] output = network.forward(trial.input());
      network.backward(
          output,
          (learned, gradient, decays) ->
              assertThat(decays).isEqualTo(learned.address() == weights.weights().address()));
    }
  }
}
