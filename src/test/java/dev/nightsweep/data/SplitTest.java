package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** 1000 images: class c has 10 + 20·c of them, the last one what is left. */
  private static final LabelledImages FILE = file();

  @Test
  void partsAreDisjointAndOfTheAskedSizes() {
    Split split = Split.of(FILE, 701, 203, new RandomStreams(5));

    assertThat(split.training()).hasSize(701).doesNotHaveDuplicates();
    assertThat(split.validation()).hasSize(203).doesNotHaveDuplicates();
    assertThat(split.training()).doesNotContain(split.validation());
  }

  @Test
  void everyClassHasItsShareToOneImage() {
    Split split = Split.of(FILE, 500, 250, new RandomStreams(5));

    for (int label = 0; label < 10; label++) {
      double share = FILE.ofClass(label).length / 1000.0;
      assertThat((double) count(split.validation(), label))
          .isBetween(250 * share - 1, 250 * share + 1);
      assertThat((double) count(split.training(), label))
          .isBetween(500 * share - 1.5, 500 * share + 1.5);
    }
  }

  @Test
  void howManyImagesTheLargestClassHasDoesNotDependOnTheSeed() {
    for (int size : new int[] {100, 203, 250, 333}) {
      int most = Split.largestClass(FILE, size);
      for (long seed = 1; seed <= 3; seed++) {
        int[] drawn = Split.of(FILE, 500, size, new RandomStreams(seed)).validation();
        assertThat(IntStream.range(0, 10).mapToLong(label -> count(drawn, label)).max())
            .hasValue(most);
      }
    }
  }

  @Test
  void theWholeFileCanBeUsed() {
    Split split = Split.of(FILE, 667, 333, new RandomStreams(5));

    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void oneSeedGivesOneSplitAndAnotherSeedAnother() {
    int[] first = Split.of(FILE, 500, 250, new RandomStreams(5)).validation();

    assertThat(Split.of(FILE, 500, 250, new RandomStreams(5)).validation()).isEqualTo(first);
    assertThat(Split.of(FILE, 500, 250, new RandomStreams(6)).validation()).isNotEqualTo(first);
  }

  @Test
  void validationImagesDoNotDependOnTheNumberOfTrainingImages() {
    assertThat(Split.of(FILE, 100, 250, new RandomStreams(5)).validation())
        .isEqualTo(Split.of(FILE, 700, 250, new RandomStreams(5)).validation());
  }

  @Test
  void refusesMoreImagesThanThereAre() {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> Split.of(FILE, 900, 101, new RandomStreams(5)))
        .withMessageContaining("exceed the 1000 images");
  }

  private static long count(int[] images, int label) {
    return Arrays.stream(images).filter(image -> FILE.label(image) == label).count();
  }

  private static LabelledImages file() {
    int[] labels = new int[1000];
    int next = 0;
    for (int label = 0; label < 10; label++) {
      for (int i = 0; i < 10 + 20 * label; i++) {
        labels[next++] = label;
      }
    }
    return new LabelledImages(new DataShape(1, 1, 1, 10), new byte[1000], labels);
  }
}
