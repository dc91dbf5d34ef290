package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.data.Augmentation.Crop;
import dev.nightsweep.data.Augmentation.Cutout;
import dev.nightsweep.data.Augmentation.Flip;
import dev.nightsweep.data.Augmentation.Shift;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final DataShape SHAPE = new DataShape(2, 3, 4, 2);

  /** Two channels of 3×4: values 1…12 and 101…112, black is 0. */
  private static ScaledImages images(int count) {
    byte[] values = new byte[count * 24];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (1 + i % 12 + i / 12 % 2 * 100);
    }
    LabelledImages images = new LabelledImages(SHAPE, values, new int[count]);
    return Scaling.of("raw", images, new int[0]).batch(images, IntStream.range(0, count).toArray());
  }

  @Test
  void aShiftMovesAllChannelsAlikeAndBlackIn() {
    ScaledImages images = images(2);
    images.shift(1, 1, -2);

    assertThat(images.values()).startsWith(1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(images.values(), 24, 48))
        .containsExactly(
            0, 0, 0, 0, 3, 4, 0, 0, 7, 8, 0, 0, //
            0, 0, 0, 0, 103, 104, 0, 0, 107, 108, 0, 0);
    images.shift(0, 0, 9);
    assertThat(Arrays.copyOf(images.values(), 24)).containsOnly(0);
    images.shift(1, -5, 0);
    assertThat(images.values()).containsOnly(0);
  }

  /**
   * Runs that were trained before images could have colours were shifted like this: the hash was
   * taken from the code of then.
   */
  @Test
  void shiftsOfMnistAreTheSameForEver() {
    LabelledImages mnist = new DataSets().load(DataSets.MNIST).training();
    int[] some = IntStream.range(0, 64).toArray();
    ScaledImages batch = Scaling.of("standard", mnist, some).batch(mnist, some);
    new Shift(2).applyToAll(batch, new RandomStreams(3).stream("shift", 2, 5));

    assertThat(batch.size()).isEqualTo(64);
    assertThat(sha256(batch))
        .isEqualTo("664e4acc7f2303ed94259dffeb7b536b6677eaee299ba3d7c9a1ded034525a0e");
  }

  @Test
  void mirroringExchangesLeftAndRight() {
    ScaledImages images = images(2);
    images.mirror(1);

    assertThat(images.values()).startsWith(1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(images.values(), 24, 48))
        .containsExactly(
            4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9, //
            104, 103, 102, 101, 108, 107, 106, 105, 112, 111, 110, 109);
  }

  @Test
  void aboutHalfOfTheImagesAreFlipped() {
    ScaledImages images = images(2000);
    new Flip().applyToAll(images, new RandomStreams(1).stream("flip"));
    long flipped = IntStream.range(0, 2000).filter(i -> images.values()[i * 24] == 4).count();
    assertThat(flipped).isBetween(900L, 1100L);
  }

  @Test
  void aCropTakesEveryPlaceOfThePaddedImage() {
    ScaledImages images = images(500);
    new Crop(1).applyToAll(images, new RandomStreams(1).stream("crop"));
    // what came to the second pixel of the second row: any pixel around it
    assertThat(IntStream.range(0, 500).mapToObj(i -> images.values()[i * 24 + 5]).distinct())
        .containsExactlyInAnyOrder(1f, 2f, 3f, 5f, 6f, 7f, 9f, 10f, 11f);
  }

  @Test
  void aCutoutIsASquareThatMayReachOverTheBorder() {
    for (long seed = 0; seed < 50; seed++) {
      ScaledImages images = images(1);
      new Cutout(2).applyToAll(images, new RandomStreams(seed).stream("cutout"));
      RandomStream again = new RandomStreams(seed).stream("cutout");
      int top = again.nextInt(3) - 1;
      int left = again.nextInt(4) - 1;
      for (int place = 0; place < 24; place++) {
        int row = place % 12 / 4;
        int column = place % 4;
        boolean inside = row >= top && row < top + 2 && column >= left && column < left + 2;
        assertThat(images.values()[place] == 0).as("seed %d, %d", seed, place).isEqualTo(inside);
      }
    }
  }

  @Test
  void aStreamDecidesEverything() {
    for (String name : List.of("shift", "flip", "crop", "cutout")) {
      Augmentation augmentation = Augmentation.named(name, SHAPE);
      ScaledImages one = images(20);
      ScaledImages other = images(20);
      augmentation.applyToAll(one, new RandomStreams(1).stream(augmentation.name(), 3, 4));
      augmentation.applyToAll(other, new RandomStreams(1).stream(augmentation.name(), 3, 4));
      assertThat(one.values()).isEqualTo(other.values()).isNotEqualTo(images(20).values());
      assertThat(augmentation.name()).isEqualTo(name);
    }
    assertThatThrownBy(() -> Augmentation.named("spin", SHAPE)).hasMessageContaining("spin");
  }

  @Test
  void severalAreMadeInTheOrderOfTheirNames() {
    assertThat(Augmentation.of("none", SHAPE)).isEmpty();
    assertThat(Augmentation.COMBINATIONS)
        .hasSize(11)
        .doesNotHaveDuplicates()
        .allSatisfy(
            names ->
                assertThat(
                        Augmentation.of(names, SHAPE).stream()
                            .map(Augmentation::name)
                            .collect(Collectors.joining("+")))
                    .isEqualTo(names));
  }

  @Test
  void strengthsAreTheUsualOnes() {
    DataShape cifar = new DataShape(3, 32, 32, 10);
    assertThat(Augmentation.named("shift", cifar)).isEqualTo(new Shift(2));
    assertThat(Augmentation.named("crop", cifar)).isEqualTo(new Crop(4));
    assertThat(Augmentation.named("cutout", cifar)).isEqualTo(new Cutout(16));
  }

  private static String sha256(ScaledImages images) {
    ByteBuffer bytes = ByteBuffer.allocate(images.values().length * Float.BYTES);
    for (float value : images.values()) {
      bytes.putFloat(value);
    }
    return DigestUtils.sha256Hex(bytes.array());
  }
}
