package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  /** The numbers are Pillow 13's, of images of floats, BILINEAR. */
  @Test
  void linesBecomeWhatPillowMakesOfThem() {
    double[] line = {0, 10, 200, 30, 255, 7, 90, 160, 33, 80};
    assertThat(Resampling.of(10, 4).apply(line, 1, 10, 1))
        .containsExactly(new double[] {50.909092, 123.44, 98.28, 79.40909}, within(1e-4));
    assertThat(Resampling.of(3, 7).apply(new double[] {0, 10, 200}, 1, 3, 1))
        .containsExactly(
            new double[] {0, 1.4285715, 5.714286, 10, 91.42857, 172.85715, 200}, within(1e-4));
  }

  @Test
  void columnsAreResampledAsRowsAre() {
    byte[] values = bytes(2 * 5 * 4);
    byte[] turned = new byte[values.length];
    for (int i = 0; i < 20; i++) {
      turned[i % 4 * 5 + i / 4] = values[i];
      turned[20 + i % 4 * 5 + i / 4] = values[20 + i];
    }
    byte[] small = new PlanarImage(2, 5, 4, values).resized(3, 2);
    byte[] smallTurned = new PlanarImage(2, 4, 5, turned).resized(2, 3);
    for (int i = 0; i < 6; i++) {
      assertThat(smallTurned[i % 2 * 3 + i / 2]).isEqualTo(small[i]);
      assertThat(smallTurned[6 + i % 2 * 3 + i / 2]).isEqualTo(small[6 + i]);
    }
  }

  @Test
  void plainSurfacesStayPlainAndEqualSizesStayAsTheyAre() {
    byte[] white = new byte[12];
    java.util.Arrays.fill(white, (byte) 255);
    assertThat(new PlanarImage(1, 3, 4, white).resized(7, 2)).containsOnly(255);
    byte[] values = bytes(12);
    assertThat(new PlanarImage(1, 3, 4, values).resized(3, 4)).isEqualTo(bytes(12));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (i * i * 37));
    return bytes;
  }
}
