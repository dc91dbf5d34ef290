package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes, parameters and multiplications against PyTorch 2's and Keras 3's, for drawn sizes. */
class WindowTest {

  /** Channels, height, width; filters, kernel, stride, padding, dilation, groups. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 20 39 | 15 2 3 3 3 3 | 15x8x14 | 75 | 6720
          12 5 35 | 12 3 2 3 1 3 | 12x5x20 | 444 | 43200
          3 14 19 | 3 6 2 3 3 3 | 3x3x5 | 111 | 1620
          12 15 7 | 12 3 1 3 2 3 | 12x17x9 | 444 | 66096
          4 30 33 | 2 2 3 0 1 1 | 2x10x11 | 34 | 3520
          6 21 32 | 10 7 3 4 2 2 | 10x6x10 | 1480 | 88200
          6 31 19 | 9 3 1 4 2 3 | 9x35x23 | 171 | 130410
          6 39 11 | 2 6 2 4 3 2 | 2x16x2 | 218 | 6912
          4 9 35 | 2 7 4 2 1 1 | 2x2x9 | 394 | 7056
          3 6 23 | 12 4 4 0 1 3 | 12x1x5 | 204 | 960
          1 26 40 | 1 3 2 2 1 1 | 1x14x21 | 10 | 2646
          4 39 7 | 2 2 4 4 2 2 | 2x12x4 | 18 | 768
          8 26 25 | 10 3 2 3 2 2 | 10x14x14 | 370 | 70560
          8 40 11 | 6 5 3 1 2 2 | 6x12x2 | 606 | 14400
          9 38 24 | 3 5 3 3 1 3 | 3x14x9 | 228 | 28350
          9 29 13 | 15 1 3 2 2 3 | 15x11x6 | 60 | 2970
          6 22 36 | 8 1 1 0 3 2 | 8x22x36 | 32 | 19008
          6 24 25 | 6 2 3 2 1 2 | 6x9x10 | 78 | 6480
          3 20 25 | 3 2 4 0 3 1 | 3x5x6 | 39 | 1080
          6 19 33 | 15 7 2 2 1 3 | 15x9x16 | 1485 | 211680
          3 33 22 | 5 2 1 4 1 1 | 5x40x29 | 65 | 69600
          6 16 22 | 12 3 1 2 3 3 | 12x14x20 | 228 | 60480
          12 23 38 | 9 7 3 2 2 3 | 9x5x10 | 1773 | 88200
          4 31 31 | 5 1 4 1 1 1 | 5x9x9 | 25 | 1620
          """)
  void convolutionsAreNnConv2d(
      String input, String layer, String output, long parameters, long multiplyAdds) {
    String[] said = layer.split(" ");
    PlannedLayer planned =
        layer(
            input,
            "kind: convolution, filters: %s, kernel: %s, stride: %s, padding: %s, dilation: %s, groups: %s"
                .formatted((Object[]) said));

    assertThat(planned.output().text()).isEqualTo(output.replace('x', '×'));
    assertThat(planned.parameters()).isEqualTo(parameters);
    assertThat(planned.multiplyAdds()).isEqualTo(multiplyAdds);
  }

  /** Height, width; kernel, stride, padding. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          37 32 | 5 2 0 | 17x14
          34 38 | 3 3 1 | 12x13
          9 23 | 1 2 0 | 5x12
          7 37 | 2 4 0 | 2x9
          5 35 | 6 1 1 | 2x32
          39 35 | 7 1 2 | 37x33
          20 22 | 7 2 0 | 7x8
          22 38 | 5 4 0 | 5x9
          35 25 | 7 1 0 | 29x19
          13 7 | 1 1 0 | 13x7
          """)
  void poolsAreNnMaxPool2d(String input, String layer, String output) {
    PlannedLayer planned =
        layer(
            "2 " + input,
            "kind: max_pooling, kernel: %s, stride: %s, padding: %s"
                .formatted((Object[]) layer.split(" ")));

    assertThat(planned.output().text()).isEqualTo("2×" + output.replace('x', '×'));
  }

  /** Height, width; kernel, stride, padding; of Conv2D with three filters and MaxPooling2D. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          21 27 | 7 1 valid | 3x15x21 | 2x15x21
          20 8  | 2 1 valid | 3x19x7  | 2x19x7
          20 29 | 5 1 same  | 3x20x29 | 2x20x29
          18 31 | 3 2 valid | 3x8x15  | 2x8x15
          9 13  | 5 4 same  | 3x3x4   | 2x3x4
          5 5   | 2 2 same  | 3x3x3   | 2x3x3
          15 23 | 3 2 same  | 3x8x12  | 2x8x12
          5 26  | 1 3 valid | 3x2x9   | 2x2x9
          24 35 | 6 3 same  | 3x8x12  | 2x8x12
          35 16 | 1 3 same  | 3x12x6  | 2x12x6
          """)
  void namedPaddingsAreKeras(String input, String layer, String convolved, String pooled) {
    String window = "kernel: %s, stride: %s, padding: %s".formatted((Object[]) layer.split(" "));

    assertThat(layer("2 " + input, "kind: convolution, filters: 3, " + window).output().text())
        .isEqualTo(convolved.replace('x', '×'));
    assertThat(layer("2 " + input, "kind: max_pooling, " + window).output().text())
        .isEqualTo(pooled.replace('x', '×'));
  }

  private static PlannedLayer layer(String input, String layer) {
    String text =
        """
        input: {channels: %s, height: %s, width: %s, classes: 10}
        layers:
          - {name: a, LAYER}
          - {name: out, kind: dense, units: classes}
        """
            .formatted((Object[]) input.split(" "))
            .replace("LAYER", layer);
    return NetFileFixtures.plan(text, Map.of()).find("a").orElseThrow();
  }
}
