package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {
  /** Of Pillow 13, 8×8, RGB; the hash is NumPy's, of its values channel by channel. */
  private static final byte[] OF_PILLOW =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAANUlEQVR4nGNkYOXixwZYKioqsEowfvj6C7tE"
                  + "Rm4RdokHT19hl4iITcIuceHqLewSHr5BWCUA+DAWrZ28LtsAAAAASUVORK5CYII=");

  @Test
  void readsWhatPillowWrote() throws DamagedImageException {
    PlanarImage image = ImageDecoder.decode(OF_PILLOW);

    assertThat(image.channels()).isEqualTo(3);
    assertThat(DigestUtils.sha256Hex(image.values()))
        .isEqualTo("ef78a90dad0c75ccf318ecbdfee8ec9573730147bb0a97b08a6ae354685890ce");
  }

  /** Java's own getRGB would make 188 of 128. */
  @Test
  void greysAreAsTheyStandInTheFile() throws Exception {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      grey.getRaster().setSample(i % 8, i / 8, 0, 128);
    }
    assertThat(ImageDecoder.decode(file(grey, "png")).values()).containsOnly(128);
    PlanarImage jpeg = ImageDecoder.decode(file(grey, "jpeg"));
    assertThat(jpeg.channels()).isEqualTo(1);
    assertThat(jpeg.values()).containsOnly(128);
  }

  @Test
  void palettesAreLookedUp() throws Exception {
    byte[] red = {0, (byte) 250};
    byte[] other = {0, 7};
    BufferedImage image =
        new BufferedImage(
            3, 1, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, red, other, other));
    image.getRaster().setSample(1, 0, 0, 1);
    assertThat(ImageDecoder.decode(file(image, "png")).values())
        .containsExactly(0, 250, 0, 0, 7, 0, 0, 7, 0);
  }

  @Test
  void transparencyIsReadOnlyWhereNothingShowsThrough() throws Exception {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    image.setRGB(1, 0, 0xff405060);
    assertThat(ImageDecoder.decode(file(image, "png")).values())
        .containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60);
    image.setRGB(1, 0, 0xfe405060);
    assertRefused(file(image, "png"), "transparent pixels");
  }

  @Test
  void sixteenBitsAreRefused() throws Exception {
    assertRefused(
        file(new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY), "png"), "16 bits a channel");
  }

  @Test
  void everyCutAndEveryChangedBitOfAPngIsNoticed() {
    for (int length = 0; length < OF_PILLOW.length; length++) {
      byte[] cut = Arrays.copyOf(OF_PILLOW, length);
      assertThatExceptionOfType(DamagedImageException.class)
          .isThrownBy(() -> ImageDecoder.decode(cut));
    }
    for (int i = 0; i < OF_PILLOW.length; i++) {
      byte[] changed = OF_PILLOW.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(DamagedImageException.class)
          .as("byte %d", i)
          .isThrownBy(() -> ImageDecoder.decode(changed));
    }
  }

  @Test
  void aJpegThatEndsEarlyIsNotFilledWithGrey() throws Exception {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i * 7919);
    }
    byte[] whole = file(image, "jpeg");
    assertThat(ImageDecoder.decode(whole).size()).isEqualTo("64×64");
    for (int part = 1; part < 10; part++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * part / 10);
      assertThatExceptionOfType(DamagedImageException.class)
          .as("%d of %d bytes", cut.length, whole.length)
          .isThrownBy(() -> ImageDecoder.decode(cut));
    }
  }

  /** The size is looked at before anything is unpacked. */
  @Test
  void hugeSizesAreRefused() {
    assertRefused(withSize(30_000, 10), "it says that it is 10×30000");
    assertRefused(withSize(20_000, 20_000), "40 million pixels");
    assertRefused(withSize(0, 1), "it says that it is 1×0");
    assertRefused(withSize(1 << 31, 1), "it says that it is 1×-2147483648");
  }

  /** A text of a megabyte that unpacks to a gigabyte is not needed for the pixels. */
  @Test
  void whatIsNotNeededIsNotUnpacked() throws DamagedImageException {
    byte[] text = chunk("zTXt", "k\0\0no zlib stream at all".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer file = ByteBuffer.allocate(OF_PILLOW.length + text.length);
    file.put(OF_PILLOW, 0, 33).put(text).put(OF_PILLOW, 33, OF_PILLOW.length - 33);
    assertThat(ImageDecoder.decode(file.array()).size()).isEqualTo("8×8");
  }

  @Test
  void otherFilesAreRefused() {
    assertRefused("GIF89a".getBytes(StandardCharsets.US_ASCII), "neither as PNG nor as JPEG");
    assertRefused(new byte[0], "neither as PNG nor as JPEG");
    assertRefused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, "");
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatExceptionOfType(DamagedImageException.class)
        .isThrownBy(() -> ImageDecoder.decode(file))
        .withMessageContaining(reason);
  }

  private static byte[] withSize(int width, int height) {
    byte[] header = Arrays.copyOfRange(OF_PILLOW, 16, 29);
    ByteBuffer.wrap(header).putInt(width).putInt(height);
    byte[] changed = OF_PILLOW.clone();
    System.arraycopy(chunk("IHDR", header), 0, changed, 8, 25);
    return changed;
  }

  private static byte[] chunk(String kind, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    chunk.put(kind.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) sum.getValue()).array();
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, file)).isTrue();
    return file.toByteArray();
  }
}
