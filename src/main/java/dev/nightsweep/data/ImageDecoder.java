package dev.nightsweep.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes PNG and JPEG files with the JDK's readers, after a look at their size. */
final class ImageDecoder {
  private ImageDecoder() {}

  /**
   * The image in a file.
   *
   * @throws DamagedImageException if it is damaged, too large, or of a kind that is not read
   */
  static PlanarImage decode(byte[] file) throws DamagedImageException {
    if (PngChunks.isPng(file)) {
      PngChunks png = PngChunks.of(file);
      requireSize(png.height(), png.width());
      if (png.depth() > Byte.SIZE) {
        throw new DamagedImageException("it has 16 bits a channel; save it with 8");
      }
      return read("png", png.bare());
    }
    if (file.length > 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
      return read("jpeg", file);
    }
    throw new DamagedImageException("it begins neither as PNG nor as JPEG");
  }

  private static PlanarImage read(String format, byte[] file) throws DamagedImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      requireSize(reader.getHeight(0), reader.getWidth(0));
      BufferedImage image = reader.read(0);
      for (String warning : warnings) {
        if (isOfDamage(warning)) {
          throw new DamagedImageException(warning);
        }
      }
      return Pixels.of(image);
    } catch (IOException | RuntimeException e) { // whatever a damaged file makes a reader throw
      throw new DamagedImageException(String.valueOf(e.getMessage()));
    } finally {
      reader.dispose();
    }
  }

  /** The JPEG reader fills what is missing with grey, and only warns. */
  private static boolean isOfDamage(String warning) {
    String words = warning.toLowerCase(Locale.ROOT);
    return words.contains("premature") || words.contains("corrupt") || words.contains("truncated");
  }

  private static void requireSize(int height, int width) throws DamagedImageException {
    if (height < 1
        || width < 1
        || Math.max(height, width) > DataLimits.MAX_SIDE
        || (long) height * width > DataLimits.MAX_PIXELS) {
      throw new DamagedImageException(
          "it says that it is %d×%d; the limits are %d in each direction and %d million pixels"
              .formatted(height, width, DataLimits.MAX_SIDE, DataLimits.MAX_PIXELS / 1_000_000));
    }
  }
}
