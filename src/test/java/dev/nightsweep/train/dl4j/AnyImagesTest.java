package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AlexNet on images in the format of CIFAR-10, whose classes differ by their colours alone. */
class AnyImagesTest {
  private static final int AREA = 32 * 32;
  private static final int TEST_IMAGES = 100;

  /** Of each class: how bright red, green and blue are in the upper half; the lower is reversed. */
  private static final int[][] COLOURS = {
    {220, 40, 40}, {40, 220, 40}, {40, 40, 220}, {220, 220, 40}, {220, 40, 220},
    {40, 220, 220}, {130, 40, 220}, {220, 130, 40}, {40, 220, 130}, {130, 220, 40}
  };

  @TempDir private static Path cifar;
  @TempDir private Path folder;

  @BeforeAll
  static void writeImages() throws IOException {
    RandomStream random = new RandomStreams(5).stream("colours");
    for (int batch = 1; batch <= 5; batch++) {
      Files.write(cifar.resolve("data_batch_%d.bin".formatted(batch)), images(100, random));
    }
    Files.write(cifar.resolve("test_batch.bin"), images(TEST_IMAGES, random));
  }

  private static byte[] images(int count, RandomStream random) {
    ByteBuffer file = ByteBuffer.allocate(count * (1 + 3 * AREA));
    for (int image = 0; image < count; image++) {
      int label = image % 10;
      file.put((byte) label);
      for (int channel = 0; channel < 3; channel++) {
        for (int place = 0; place < AREA; place++) {
          int level = COLOURS[label][channel];
          int noise = random.nextInt(60) - 30;
          file.put((byte) ((2 * place < AREA ? level : 255 - level) + noise));
        }
      }
    }
    return file.array();
  }

  @Test
  void coloursAreSeen() {
    RunResult result = train("lrn", true, "input.scaling", "standard");

    assertThat(result.metrics().get(Metrics.TEST_ACCURACY)).isGreaterThan(0.9);
    assertThat(result.truth().size()).isEqualTo(TEST_IMAGES);
    assertThat(result.filters()).as("filters as grey pictures").isEmpty();
  }

  @Test
  void imagesAreBroughtToTheSizeThatIsAskedFor() {
    RunResult small = train("resize", 12, "input.scaling", "standard");

    assertThat(small.metrics().get(Metrics.TEST_ACCURACY)).isGreaterThan(0.9);
    assertThat(small.parameterHash())
        .isEqualTo(train("resize", 12, "input.scaling", "standard").parameterHash())
        .isNotEqualTo(train("resize", 14, "input.scaling", "standard").parameterHash());
  }

  /** Upper and lower half stay what they are when left and right change places. */
  @Test
  void imagesMayBeChangedInTraining() {
    RunResult plain = train("input.scaling", "standard");
    RunResult flipped = train("input.scaling", "standard", "augmentation", "flip");
    RunResult all = train("input.scaling", "standard", "augmentation", "crop+flip+cutout");

    assertThat(flipped.parameterHash())
        .isNotEqualTo(plain.parameterHash())
        .isNotEqualTo(all.parameterHash());
    assertThat(flipped.metrics().get(Metrics.TEST_ACCURACY)).isGreaterThan(0.9);
  }

  /** Lets the run end by itself. */
  private static final class Patient implements Watcher {
    @Override
    public void progressed(int epoch, long done, long of) {}

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {}

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }

  private RunResult train(Object... settings) {
    Object[] common = {
      "dataset",
      cifar.toString(),
      "width",
      0.06,
      "train_size",
      400,
      "validation_size",
      100,
      "epochs",
      5,
      "batch_size",
      10,
      "dropout",
      0.0,
      "learning_rate",
      0.005
    };
    Object[] all = new Object[common.length + settings.length];
    System.arraycopy(common, 0, all, 0, common.length);
    System.arraycopy(settings, 0, all, common.length, settings.length);
    Assignment run =
        new Assignment(
            "colours",
            "run",
            0,
            new Assignment.Task("alexnet", TrainingFixtures.settings(all), 1, ""),
            Assignment.Checkpoints.NONE,
            folder.toString(),
            Environment.of(Map.of()),
            0);
    Outcome outcome = TrainingFixtures.trainer().train(run, Start.BEGINNING, new Patient());
    return Optional.of(outcome)
        .map(Outcome.Completed.class::cast)
        .map(Outcome.Completed::result)
        .orElseThrow();
  }
}
