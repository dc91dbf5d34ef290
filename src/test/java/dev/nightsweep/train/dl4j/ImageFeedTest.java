package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.Augmentation;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.data.ScaledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFeedTest {
  private static final int AREA = 28 * 28;
  private static final byte[] LABELS = {7, 0, 3, 3, 9};
  private static final int[] ALL = {0, 1, 2, 3, 4};
  private static final int[] TRAINING = {0, 2, 3};

  @TempDir private Path folder;
  private final byte[] pixels = new byte[LABELS.length * AREA];
  private LabelledImages images;

  @BeforeEach
  void drawImages() throws IOException {
    RandomStream random = new RandomStreams(2).stream("pixels");
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    images = TrainingFixtures.dataSet(folder, pixels, LABELS).training();
  }

  private int grey(int image, int row, int column) {
    boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
    return inside ? Byte.toUnsignedInt(pixels[image * AREA + row * 28 + column]) : 0;
  }

  @ParameterizedTest
  @CsvSource({"unit, 255", "raw, 1"})
  void greysAreDividedByAConstant(String scaling, double divisor) {
    ImageBatch batch = ImageFeed.of(images, scaling, TRAINING).batch(new int[] {4, 1});

    assertThat(batch.pixels()).hasSize(2 * AREA);
    for (int place = 0; place < AREA; place++) {
      int row = place / 28;
      int column = place % 28;
      assertThat(pixel(batch, 0, row, column)).isEqualTo((float) (grey(4, row, column) / divisor));
      assertThat(pixel(batch, 1, row, column)).isEqualTo((float) (grey(1, row, column) / divisor));
    }
  }

  /** Mean and population deviation of the training images alone, whatever is fed. */
  @Test
  void standardIsOverThePixelsOfTheTrainingImages() {
    double[] training =
        Arrays.stream(TRAINING)
            .flatMap(image -> IntStream.range(image * AREA, (image + 1) * AREA))
            .mapToDouble(i -> Byte.toUnsignedInt(pixels[i]))
            .toArray();
    double mean = Arrays.stream(training).average().orElseThrow();
    double sd =
        Math.sqrt(
            Arrays.stream(training).map(x -> (x - mean) * (x - mean)).average().orElseThrow());

    ImageFeed feed = ImageFeed.of(images, "standard", TRAINING);
    for (ImageFeed each : new ImageFeed[] {feed, feed.over(images)}) {
      ImageBatch batch = each.batch(ALL);
      for (int image : ALL) {
        for (int row = 0; row < 28; row++) {
          assertThat(pixel(batch, image, row, 5))
              .isEqualTo((float) ((grey(image, row, 5) - mean) / sd));
        }
      }
    }
  }

  @Test
  void labelsGoWithTheirImages() {
    ImageBatch batch = ImageFeed.of(images, "unit", TRAINING).batch(new int[] {4, 1, 0});

    assertThat(batch.labels()).containsExactly(9, 0, 7);
  }

  /** Every shifted image is its original moved by one pair of -2…2; all 25 pairs come about. */
  @ParameterizedTest
  @CsvSource({"unit", "standard"})
  void shiftsMoveImagesByUpToTwoPixelsBothWays(String scaling) {
    ImageFeed feed = ImageFeed.of(images, scaling, TRAINING);
    TreeMap<Integer, Integer> seen = new TreeMap<>();
    for (int step = 0; step < 100; step++) {
      RandomStream random = new RandomStreams(3).stream("shift", 1, step);
      ImageBatch plain = feed.batch(ALL);
      ImageBatch moved = feed.batch(ALL, all -> shift(all, random));
      assertThat(moved.labels()).isEqualTo(plain.labels());
      float black = black(scaling, plain);
      for (int image : ALL) {
        seen.merge(offset(plain, moved, image, black), 1, Integer::sum);
      }
    }
    assertThat(seen).hasSize(25);
    assertThat(seen.values()).allMatch(times -> times > 4);
  }

  @Test
  void theStreamDecidesTheShifts() {
    ImageFeed feed = ImageFeed.of(images, "unit", TRAINING);
    ImageBatch one = shifted(feed, 1);
    ImageBatch same = shifted(feed, 1);
    ImageBatch other = shifted(feed, 2);

    assertThat(same.pixels()).isEqualTo(one.pixels());
    assertThat(other.pixels()).isNotEqualTo(one.pixels());
  }

  private static ImageBatch shifted(ImageFeed feed, int epoch) {
    RandomStream random = new RandomStreams(3).stream("shift", epoch, 0);
    return feed.batch(ALL, all -> shift(all, random));
  }

  private static void shift(ScaledImages all, RandomStream random) {
    Augmentation.of("shift", all.shape()).forEach(change -> change.applyToAll(all, random));
  }

  /** What a black pixel is fed as, found where one stands. */
  private float black(String scaling, ImageBatch plain) {
    if (scaling.equals("unit")) {
      return 0;
    }
    int at = IntStream.range(0, AREA).filter(i -> pixels[i] == 0).findFirst().orElseThrow();
    return pixel(plain, 0, at / 28, at % 28);
  }

  private static int offset(ImageBatch plain, ImageBatch moved, int image, float black) {
    for (int down = -2; down <= 2; down++) {
      for (int right = -2; right <= 2; right++) {
        if (isMoved(plain, moved, image, black, new int[] {down, right})) {
          return 5 * down + right;
        }
      }
    }
    throw new AssertionError("image " + image + " is no shift of itself");
  }

  private static boolean isMoved(
      ImageBatch plain, ImageBatch moved, int image, float black, int[] by) {
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        int y = row - by[0];
        int x = column - by[1];
        boolean inside = y >= 0 && y < 28 && x >= 0 && x < 28;
        float expected = inside ? pixel(plain, image, y, x) : black;
        if (pixel(moved, image, row, column) != expected) {
          return false;
        }
      }
    }
    return true;
  }

  private static float pixel(ImageBatch batch, int image, int row, int column) {
    return batch.pixels()[image * AREA + row * 28 + column];
  }
}
