package dev.nightsweep.train.dl4j.onednn;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions of all settings, outputs and gradients against loops. */
class ConvolutionTest {
  private static final int[] CHANNELS = {1, 3, 4, 8, 16, 20, 32};

  private record Settings(int filters, int groups, SlidingWindow window, boolean biased) {}

  private static void check(int images, MapShape shape, Settings settings, long seed) {
    trial(images, shape, settings, seed, false);
    trial(images, shape, settings, seed, true);
  }

  private static void trial(
      int images, MapShape shape, Settings settings, long seed, boolean first) {
    LayerTrial trial = new LayerTrial(images, shape, seed);
    int kernel = settings.window.kernel();
    Parameters parameters =
        trial.parameters(
            settings.filters * (shape.channels() / settings.groups) * kernel * kernel,
            settings.biased ? settings.filters : 0);
    PlainMaps.Place place = PlainMaps.Place.of(settings.window);
    LayerTrial.Plain plain =
        (batch, p) ->
            batch.convolve(
                p.get(0),
                settings.biased ? p.get(1) : null,
                settings.filters,
                settings.groups,
                place);
    if (first) {
      trial.checkAsFirst(network -> add(network, settings, parameters), plain);
      trial.checkEvaluating(network -> add(network, settings, parameters), plain);
    } else {
      trial.check(network -> add(network, settings, parameters), plain);
    }
  }

  private static void add(NetworkLayers network, Settings settings, Parameters parameters) {
    network.convolve(
        parameters, settings.filters, settings.groups, settings.window, Activation.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({
    // images, channels, height, width, filters, groups, kernel, stride, dilation
    "2, 3, 9, 7, 16, 1, 3, 1, 1", // three channels, as in a first layer
    "1, 1, 8, 8, 6, 1, 5, 1, 1", // one image of one channel
    "3, 16, 7, 5, 16, 1, 3, 2, 1", // an odd size and stride 2: uneven padding
    "2, 16, 6, 6, 32, 1, 1, 2, 1", // a projection
    "2, 16, 9, 9, 16, 1, 3, 1, 2", // dilation
    "2, 4, 9, 8, 8, 1, 3, 2, 2",
    "2, 16, 7, 7, 16, 16, 3, 1, 1", // depthwise
    "2, 20, 7, 6, 20, 20, 3, 2, 1",
    "2, 3, 6, 6, 6, 3, 3, 1, 1", // depthwise, two filters a channel
    "2, 16, 6, 6, 32, 2, 3, 1, 1", // groups
    "2, 12, 5, 5, 6, 3, 3, 1, 1",
    "2, 8, 7, 7, 8, 1, 2, 3, 1", // stride above kernel
    "8, 6, 28, 28, 12, 1, 1, 2, 1", // fewer channels than a vector holds, strided
    "9, 1, 18, 18, 34, 1, 1, 3, 3",
    "2, 5, 3, 2, 4, 1, 5, 1, 1", // kernel above input
    "2, 16, 1, 1, 16, 1, 3, 1, 1", // maps of 1×1
    "1, 16, 1, 1, 8, 1, 1, 1, 1",
    "2, 16, 2, 2, 16, 16, 5, 1, 1",
    "2, 3, 4, 4, 5, 1, 2, 1, 1", // an even kernel: the odd pixel right and at the bottom
    "2, 16, 5, 5, 16, 16, 3, 1, 2",
    "2, 8, 5, 5, 8, 4, 3, 3, 2"
  })
  void keepsToItsDefinition(
      int images,
      int channels,
      int height,
      int width,
      int filters,
      int groups,
      int kernel,
      int stride,
      int dilation) {
    SlidingWindow window = new SlidingWindow(kernel, stride, dilation, Padding.SAME);
    MapShape shape = new MapShape(channels, height, width);
    check(images, shape, new Settings(filters, groups, window, true), 1);
    check(images, shape, new Settings(filters, groups, window, false), 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void padsAsManyPixelsAsAreSaid(int pixels) {
    SlidingWindow window = new SlidingWindow(3, 2, 1, new Padding.Pixels(pixels));
    check(2, new MapShape(3, 8, 7), new Settings(16, 1, window, true), pixels);
    SlidingWindow dilated = new SlidingWindow(3, 1, 2, new Padding.Pixels(pixels));
    check(2, new MapShape(16, 6, 5), new Settings(16, 16, dilated, false), pixels);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anySettings(long seed) {
    Random random = new Random(seed);
    int groups = random.nextInt(3) == 0 ? CHANNELS[random.nextInt(4)] : 1;
    int channels = groups == 1 ? CHANNELS[random.nextInt(7)] : groups * (1 + random.nextInt(3));
    int filters = groups == 1 ? CHANNELS[random.nextInt(7)] : groups * (1 + random.nextInt(3));
    MapShape shape = new MapShape(channels, 1 + random.nextInt(9), 1 + random.nextInt(9));
    int kernel = 1 + random.nextInt(4);
    int dilation = 1 + random.nextInt(2);
    boolean fits = dilation * (kernel - 1) < Math.min(shape.height(), shape.width());
    Padding padding = fits && random.nextBoolean() ? Padding.VALID : Padding.SAME;
    SlidingWindow window = new SlidingWindow(kernel, 1 + random.nextInt(3), dilation, padding);
    check(
        1 + random.nextInt(3),
        shape,
        new Settings(filters, groups, window, random.nextBoolean()),
        seed);
  }
}
