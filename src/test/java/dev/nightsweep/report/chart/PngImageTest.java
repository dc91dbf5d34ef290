package dev.nightsweep.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {
  @Test
  void othersReadTheColoursThatWereWritten() throws IOException {
    List<Integer> values = List.of(10, 255, 0, 1, 2, 3, 20, 30, 40, 4, 5, 6, 50, 60, 70, 7, 8, 9);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngImage.bytes(3, 2, 3, values)));

    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xffff1e3c);
    assertThat(image.getRGB(2, 1)).isEqualTo(0xff030609);
  }

  @Test
  void othersReadTheGreysThatWereWritten() throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(PngImage.bytes(1, 1, 2, List.of(128, 255))));
    assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(128);
    assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(255);
  }

  @Test
  void theElementCarriesTheFileAndEscapesItsText() {
    String element = PngImage.element(1, 2, List.of(1, 2), "a \"<cat>\"");
    assertThat(element)
        .startsWith("<img width=\"2\" height=\"1\" alt=\"a &quot;&lt;cat&gt;&quot;\" src=")
        .contains(
            "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngImage.bytes(1, 1, 2, List.of(1, 2))));
  }
}
