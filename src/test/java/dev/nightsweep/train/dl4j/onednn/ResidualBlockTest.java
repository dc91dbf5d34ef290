package dev.nightsweep.train.dl4j.onednn;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residual blocks: what flows back through both ways meets where they part. */
class ResidualBlockTest {
  private static final MapShape SHAPE = new MapShape(16, 5, 4);
  private static final SlidingWindow THREE = new SlidingWindow(3, 1, 1, Padding.SAME);
  private static final SlidingWindow STEPS = new SlidingWindow(3, 2, 1, Padding.SAME);
  private static final SlidingWindow PROJECTION = new SlidingWindow(1, 2, 1, Padding.SAME);
  private static final double EPSILON = 1e-3;

  private final LayerTrial trial = new LayerTrial(2, SHAPE, 7);

  private void check(Consumer<NetworkLayers> layers, LayerTrial.Plain plain) {
    trial.check(layers, plain);
    trial.checkAsFirst(layers, plain);
  }

  private static PlainMaps relu(PlainMaps maps) {
    return maps.each(x -> Math.max(0, x));
  }

  private static PlainMaps convolve(
      PlainMaps maps, double[] weights, int filters, SlidingWindow window) {
    return maps.convolve(weights, null, filters, 1, PlainMaps.Place.of(window));
  }

  private Parameters weights(int from, int to, int kernel) {
    return trial.parameters(from * to * kernel * kernel, 0);
  }

  private BatchNormalizationParameters norm(int channels) {
    FloatPointer mean = new FloatPointer(new float[channels]);
    FloatPointer variance = new FloatPointer(new float[channels]);
    return new BatchNormalizationParameters(
        trial.parameter(channels), trial.parameter(channels), mean, variance, EPSILON, 0.9);
  }

  private static PlainMaps normalize(PlainMaps maps, double[] gamma, double[] beta) {
    return maps.normalize(maps.means(), maps.variances(), EPSILON).scaleAndShift(gamma, beta);
  }

  @Test
  void addsItsInput() {
    Parameters inside = weights(16, 16, 3);
    check(
        network ->
            network.residual(
                block -> block.convolve(inside, 16, 1, THREE, Activation.IDENTITY), shortcut -> {}),
        (x, p) -> convolve(x, p.get(0), 16, THREE).plus(x));
  }

  /** Activations change gradients in place: neither way may see the other's. */
  @Test
  void bothWaysAndTheSumMayBeActivated() {
    Parameters before = weights(16, 16, 1);
    Parameters inside = weights(16, 16, 3);
    Parameters beside = weights(16, 16, 1);
    SlidingWindow one = new SlidingWindow(1, 1, 1, Padding.SAME);
    check(
        network -> {
          network.convolve(before, 16, 1, one, Activation.RELU);
          network.residual(
              block -> block.convolve(inside, 16, 1, THREE, Activation.RELU),
              shortcut -> shortcut.convolve(beside, 16, 1, one, Activation.TANH));
          network.activate(Activation.LEAKY_RELU);
        },
        (x, p) -> {
          PlainMaps h = relu(convolve(x, p.get(0), 16, one));
          return relu(convolve(h, p.get(1), 16, THREE))
              .plus(convolve(h, p.get(2), 16, one).each(Math::tanh))
              .each(v -> v > 0 ? v : 0.01f * v);
        });
  }

  /** As in ResNet-18: He et al. 2016. */
  @Test
  void projectsItsInput() {
    Parameters first = weights(16, 32, 3);
    BatchNormalizationParameters firstNorm = norm(32);
    Parameters second = weights(32, 32, 3);
    BatchNormalizationParameters secondNorm = norm(32);
    Parameters projection = weights(16, 32, 1);
    check(
        network -> {
          network.residual(
              block -> {
                block.convolve(first, 32, 1, STEPS, Activation.IDENTITY);
                block.normalizeBatch(firstNorm);
                block.activate(Activation.RELU);
                block.convolve(second, 32, 1, THREE, Activation.IDENTITY);
                block.normalizeBatch(secondNorm);
              },
              shortcut -> shortcut.convolve(projection, 32, 1, PROJECTION, Activation.IDENTITY));
          network.activate(Activation.RELU);
        },
        (x, p) -> {
          PlainMaps h = relu(normalize(convolve(x, p.get(0), 32, STEPS), p.get(1), p.get(2)));
          PlainMaps block = normalize(convolve(h, p.get(3), 32, THREE), p.get(4), p.get(5));
          return relu(block.plus(convolve(x, p.get(6), 32, PROJECTION)));
        });
  }

  /** Blocks at the beginning, in the middle and at the end of blocks, on both ways. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blocksInBlocks(boolean between) {
    Parameters inner = weights(16, 16, 3);
    Parameters middle = weights(16, 16, 3);
    Parameters beside = weights(16, 16, 3);
    Consumer<NetworkLayers> innermost =
        network ->
            network.residual(
                block -> block.convolve(inner, 16, 1, THREE, Activation.TANH), shortcut -> {});
    check(
        network ->
            network.residual(
                block -> {
                  innermost.accept(block);
                  if (between) {
                    block.convolve(middle, 16, 1, THREE, Activation.TANH);
                  }
                  block.residual(last -> last.scale(0.5), shortcut -> {});
                },
                shortcut ->
                    shortcut.residual(
                        block -> block.activate(Activation.SIGMOID),
                        way -> way.convolve(beside, 16, 1, THREE, Activation.IDENTITY))),
        (x, p) -> {
          PlainMaps h = convolve(x, p.get(0), 16, THREE).each(Math::tanh).plus(x);
          if (between) {
            h = convolve(h, p.get(1), 16, THREE).each(Math::tanh);
          }
          PlainMaps sigmoid = x.each(v -> 1 / (1 + Math.exp(-v)));
          return h.each(v -> 1.5 * v).plus(sigmoid.plus(convolve(x, p.get(2), 16, THREE)));
        },
        between ? -1 : 1);
  }

  /** A parameter that is in no layer has no gradient. */
  private void check(Consumer<NetworkLayers> layers, LayerTrial.Plain plain, int unused) {
    trial.ignore(unused);
    check(layers, plain);
  }

  @Test
  void blockAfterBlock() {
    Parameters first = weights(16, 16, 3);
    Parameters second = weights(16, 16, 3);
    check(
        network -> {
          for (Parameters parameters : Arrays.asList(first, second)) {
            network.residual(
                block -> block.convolve(parameters, 16, 1, THREE, Activation.TANH), shortcut -> {});
          }
        },
        (x, p) -> {
          PlainMaps h = convolve(x, p.get(0), 16, THREE).each(Math::tanh).plus(x);
          return convolve(h, p.get(1), 16, THREE).each(Math::tanh).plus(h);
        });
  }

  @Test
  void emptyBlockDoubles() {
    check(network -> network.residual(block -> {}, shortcut -> {}), (x, p) -> x.each(v -> 2 * v));
  }

  /** On the net's images nothing flows below the block, but the shortcut learns. */
  @Test
  void shortcutAloneMayLearn() {
    Parameters beside = weights(16, 16, 3);
    check(
        network ->
            network.residual(
                block -> block.pool(PoolingKind.AVERAGE, THREE),
                shortcut -> shortcut.convolve(beside, 16, 1, THREE, Activation.TANH)),
        (x, p) ->
            x.pool(w -> Arrays.stream(w).average().orElseThrow(), PlainMaps.Place.of(THREE))
                .plus(convolve(x, p.get(0), 16, THREE).each(Math::tanh)));
  }

  @Test
  void ofVectors() {
    Parameters inside = trial.parameters(320 * 320, 320);
    check(
        network -> {
          network.flatten();
          network.residual(block -> block.connect(inside, 320, Activation.TANH), shortcut -> {});
        },
        (x, p) -> {
          PlainMaps flat = x.flatten();
          return flat.connect(p.get(0), p.get(1), 320).each(Math::tanh).plus(flat);
        });
  }
}
