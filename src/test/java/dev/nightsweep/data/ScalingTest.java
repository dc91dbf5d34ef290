package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalingTest {
  /** Two images of two channels of 1×3. */
  private static final LabelledImages IMAGES =
      new LabelledImages(
          new DataShape(2, 1, 3, 2),
          new byte[] {0, 10, (byte) 255, 7, 7, 7, 20, 30, 40, 7, 7, 7},
          new int[] {0, 1});

  @Test
  void standardIsEachChannelByItself() {
    Scaling scaling = Scaling.of("standard", IMAGES, new int[] {0, 1});
    // numpy: x = [0, 10, 255, 20, 30, 40]; (x - x.mean()) / x.std()
    float[] expected = {-0.668356f, -0.555394f, 2.212163f, -0.442433f, -0.329471f, -0.216510f};
    float[] first = scaling.batch(IMAGES, new int[] {0, 1}).values();
    for (int i = 0; i < 3; i++) {
      assertThat(first[i]).isCloseTo(expected[i], within(1e-5f));
      assertThat(first[6 + i]).isCloseTo(expected[3 + i], within(1e-5f));
      assertThat(first[3 + i]).as("a channel without any difference").isZero();
    }
  }

  @Test
  void onlyTheTrainingImagesCount() {
    assertThat(Scaling.of("standard", IMAGES, new int[] {1}).of(0, 30)).isZero();
  }

  @Test
  void unitAndRawNeedNoImages() {
    assertThat(Scaling.of("unit", IMAGES, new int[0]).of(1, 255)).isEqualTo(1);
    assertThat(Scaling.of("raw", IMAGES, new int[0]).of(1, 254)).isEqualTo(254);
    assertThatThrownBy(() -> Scaling.of("log", IMAGES, new int[0])).hasMessageContaining("log");
  }
}
