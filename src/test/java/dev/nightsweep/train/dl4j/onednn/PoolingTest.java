package dev.nightsweep.train.dl4j.onednn;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Poolings of both kinds against loops: padding is never the maximum, and is not in the mean. */
class PoolingTest {
  private static void check(int images, MapShape shape, SlidingWindow window) {
    for (PoolingKind kind : PoolingKind.values()) {
      LayerTrial trial = new LayerTrial(images, shape, 3);
      LayerTrial.Plain plain =
          (batch, p) -> batch.pool(gathering(kind), PlainMaps.Place.of(window));
      trial.check(network -> network.pool(kind, window), plain);
      trial.checkAsFirst(network -> network.pool(kind, window), plain);
      trial.checkEvaluating(network -> network.pool(kind, window), plain);
    }
  }

  private static PlainMaps.Gathering gathering(PoolingKind kind) {
    return kind == PoolingKind.MAX
        ? window -> Arrays.stream(window).max().orElseThrow()
        : window -> Arrays.stream(window).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // images, channels, height, width, kernel, stride
    "2, 16, 8, 8, 2, 2",
    "3, 16, 7, 5, 3, 2", // overlapping, odd sizes
    "1, 3, 5, 5, 2, 2",
    "2, 20, 6, 7, 3, 1",
    "2, 16, 9, 9, 2, 3", // stride above kernel
    "2, 1, 2, 3, 3, 2", // kernel above input
    "2, 32, 1, 1, 3, 3",
    "2, 5, 2, 2, 6, 1"
  })
  void keepsToItsDefinition(
      int images, int channels, int height, int width, int kernel, int stride) {
    check(
        images,
        new MapShape(channels, height, width),
        new SlidingWindow(kernel, stride, 1, Padding.SAME));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anySettings(long seed) {
    Random random = new Random(seed);
    int channels = new int[] {1, 3, 8, 16, 20, 32}[random.nextInt(6)];
    MapShape shape = new MapShape(channels, 4 + random.nextInt(7), 4 + random.nextInt(7));
    int kernel = 1 + random.nextInt(4);
    Padding padding = new Padding.Pixels(random.nextInt(kernel / 2 + 1));
    check(
        1 + random.nextInt(3), shape, new SlidingWindow(kernel, 1 + random.nextInt(5), 1, padding));
  }

  @ParameterizedTest
  @CsvSource({"2, 16, 8, 8", "1, 3, 5, 7", "3, 20, 1, 1", "2, 16, 1, 6", "2, 64, 14, 14"})
  void ofWholeMaps(int images, int channels, int height, int width) {
    for (PoolingKind kind : PoolingKind.values()) {
      LayerTrial trial = new LayerTrial(images, new MapShape(channels, height, width), 3);
      LayerTrial.Plain plain = (batch, p) -> batch.poolGlobally(gathering(kind));
      trial.check(network -> network.poolGlobally(kind), plain);
      trial.checkEvaluating(network -> network.poolGlobally(kind), plain);
    }
  }
}
